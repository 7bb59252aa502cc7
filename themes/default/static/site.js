"use strict";
// Adds to pages that are whole without it: large text, copying, the reader's own day, leaving the site.
(() => {
  const root = document.documentElement;
  const words = document.getElementById("page-words");
  const word = (name) => words.dataset[name] || "";
  const all = (selector) => document.querySelectorAll(selector);
  const day = new Date();
  const today = [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, "0")).join("-");

  // Large text, kept for the next page where the browser allows it.
  const kept = (value) => {
    try {
      if (value === undefined) return localStorage.getItem("large") === "1";
      localStorage.setItem("large", value ? "1" : "0");
    } catch { /* no storage: the choice holds for this page */ }
    return value;
  };
  const large = (on) => {
    root.classList.toggle("large", on);
    for (const button of all("[data-do=large]")) button.setAttribute("aria-pressed", String(on));
  };
  large(kept() === true);

  // Panels that a wide screen shows open, in browsers whose style sheets cannot say so.
  if (!CSS.supports("selector(::details-content)") && matchMedia("(min-width: 64em)").matches) {
    for (const panel of all("details.wide")) panel.open = true;
  }

  // What this page was built for is past: compare with the reader's own day.
  for (const banner of all("[data-expires], [data-starts]")) {
    const { expires, starts } = banner.dataset;
    const said = expires && expires < today && !banner.matches(".st-expired, .st-repealed") ? word("expired")
      : starts && starts <= today ? word("started") : "";
    if (!said) continue;
    const line = document.createElement("p");
    line.append(Object.assign(document.createElement("strong"), { textContent: said }));
    banner.append(line);
  }

  // Copying: the clipboard where there is one, else the text is selected for the reader.
  const copy = async (text, near) => {
    const told = Object.assign(document.createElement("span"), { className: "hint" });
    told.setAttribute("role", "status");
    near.after(told);
    try {
      await navigator.clipboard.writeText(text);
      told.textContent = ` ${word("copied")}`;
      setTimeout(() => told.remove(), 4000);
    } catch {
      const shown = Object.assign(document.createElement("span"), { textContent: ` ${text} ` });
      told.replaceChildren(` ${word("copyFailed")}`, shown);
      getSelection().selectAllChildren(shown);
    }
  };
  const part = (name) => (document.querySelector(`[data-cite=${name}]`)?.textContent || "").trim();
  const address = (document.querySelector("link[rel=canonical]")?.href || location.href).split("#")[0];

  const acts = {
    large: () => { const on = !root.classList.contains("large"); kept(on); large(on); },
    print: () => print(),
    cite: (button) => copy(part("full").replace(/\. (https?:\S+)$/, `${word("cited").replace("{date}", today)}. $1`), button),
  };
  for (const button of all("[data-do]")) {
    const name = button.dataset.do;
    if (!acts[name] || (name === "print" && typeof print !== "function")) continue;
    (button.closest("[hidden]") || button).hidden = false;
    button.addEventListener("click", () => acts[name](button));
  }

  // The mark of an article copies how to cite it; the link itself still works.
  addEventListener("click", (event) => {
    const anchor = event.target.closest?.("a.anchor");
    if (anchor) {
      const label = anchor.getAttribute("aria-label") || "";
      copy(`${part("plain")}${label} ${address}${anchor.getAttribute("href")}`, anchor);
      return;
    }
    const link = event.target.closest?.("a[href]");
    if (!link || !/^https?:$/.test(link.protocol) || link.host === location.host) return;
    if (/(^|\.)gov\.cn$/.test(link.hostname) || typeof HTMLDialogElement !== "function") return;
    event.preventDefault();
    const dialog = words.content.firstElementChild.cloneNode(true);
    dialog.querySelector(".to").textContent = link.href;
    dialog.addEventListener("close", () => {
      dialog.remove();
      if (dialog.returnValue === "go") location.assign(link.href);
      else link.focus();
    });
    document.body.append(dialog);
    dialog.showModal();
  });
})();
