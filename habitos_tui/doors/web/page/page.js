// Runs before the terminal of textual-serve, which opens its connection once the page is loaded.
const ground = matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
const address = new URL(`ws/${ground}`, location.href);
address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
document.getElementById("terminal").dataset.sessionWebsocketUrl = address.href;

// It measures letters once: those of its font have to be there by then.
const begin = window.onload;
window.onload = async (event) => {
  await Promise.all(["", "bold ", "italic "].map((style) => document.fonts.load(`${style}15px "Roboto Mono"`)));
  begin(event);
};

const again = document.getElementById("again");
again.addEventListener("click", () => location.reload());

// The terminal neither takes the keys by itself nor says why the app has ended.
window.WebSocket = class extends WebSocket {
  constructor(...options) {
    super(...options);
    this.addEventListener("open", () => document.querySelector(".xterm-helper-textarea").focus());
    addEventListener("pagehide", () => this.close()); // browsers keep pages that were left, with their connections
    this.addEventListener("close", ({ reason }) => {
      if (reason) document.getElementById("why").textContent = reason;
      setTimeout(() => again.focus());
    });
  }
};
