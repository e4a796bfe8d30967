"""The app in a browser: a web server that starts an app for each tab."""
