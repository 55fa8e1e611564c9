// The page's script: it unpacks the posts and shows those that the filters choose.
// Markup comes from the packs alone, where every text was escaped; what is typed here stays text.
"use strict";

(() => {
  const MANY = 20;
  const find = (id) => document.getElementById(id);
  const form = find("filters");
  if (!form) return;
  const list = find("list");
  const more = find("more");
  const status = find("status");
  const { rules, words } = JSON.parse(find("setting").textContent);
  let posts = [];
  let chosen = [];
  let shown = list.children.length;

  const told = (text, facts) =>
    text.replace(/\{(\w)\}/g, (_, name) => facts[name].toLocaleString("en"));

  const unpacked = async (pack) => {
    const bytes = Uint8Array.from(atob(pack.textContent), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return JSON.parse(await new Response(stream).text());
  };

  // The text of markup, in small letters, as it is searched; made once for each finding.
  const LETTERS = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#x27;": "'", "&amp;": "&" };
  const text = (markup) =>
    markup.replace(/<[^>]*>/g, "").replace(/&[#\w]+;/g, (name) => LETTERS[name] ?? name).toLowerCase();

  const wishes = () => {
    const given = new FormData(form);
    return {
      words: given.get("q").trim().toLowerCase().split(/\s+/).filter(Boolean),
      severities: new Set(given.getAll("severity").map(Number)),
      family: given.get("family") ?? "",
      rule: given.get("rule") ?? "",
      author: given.get("author") ?? "",
      category: given.get("category") ?? "",
      month: given.get("month") ?? "",
    };
  };

  const fits = (post, wish) =>
    (!wish.author || post.authors.includes(Number(wish.author))) &&
    (!wish.category || post.categories.includes(Number(wish.category))) &&
    post.month.startsWith(wish.month);

  const pieces = (post, wish) => {
    const sought = wish.words.filter((word) => !post.low.includes(word));
    return post.pieces.filter((piece) => {
      const [rule, severity, , markup] = piece;
      if (!wish.severities.has(severity)) return false;
      if (wish.rule && rules[rule] !== wish.rule) return false;
      if (wish.family && !rules[rule].startsWith(`${wish.family}/`)) return false;
      if (!sought.length) return true;
      piece[4] ??= text(markup);
      return sought.every((word) => piece[4].includes(word));
    });
  };

  const made = (name, attributes, markup) => {
    const element = Object.assign(document.createElement(name), attributes);
    element.innerHTML = markup;
    return element;
  };

  const article = ({ post, found }, narrow) => {
    const element = made("article", {}, post.head);
    // A filter that asks for what many posts have wants to see it.
    const own = narrow ? found : found.filter(([, , loud]) => !loud);
    const common = narrow ? [] : found.filter(([, , loud]) => loud);
    if (narrow && found.length < post.pieces.length) {
      const note = document.createElement("p");
      note.className = "note";
      note.textContent = told(words.part, { n: found.length, m: post.pieces.length });
      element.append(note);
    }
    const markup = (rows) => rows.map(([, , , row]) => row).join("");
    if (own.length) element.append(made("ol", {}, markup(own)));
    if (common.length) {
      const details = document.createElement("details");
      const summary = document.createElement("summary");
      summary.textContent = told(words.common, { n: common.length });
      details.append(summary, made("ol", {}, markup(common)));
      element.append(details);
    }
    return element;
  };

  const isNarrow = (wish) => Boolean(wish.rule || wish.family || wish.words.length);

  const show = () => {
    const narrow = isNarrow(wishes());
    const next = chosen.slice(shown, shown + MANY);
    const articles = next.map((row) => article(row, narrow));
    list.append(...articles);
    shown += next.length;
    const left = chosen.length - shown;
    more.hidden = !left;
    more.textContent = told(words.more, { n: Math.min(left, MANY) });
    return articles[0];
  };

  const choose = () => {
    const wish = wishes();
    chosen = posts
      .filter((post) => fits(post, wish))
      .map((post) => ({ post, found: pieces(post, wish) }))
      .filter(({ found }) => found.length);
    const n = chosen.reduce((sum, { found }) => sum + found.length, 0);
    status.textContent = n ? told(words.count, { n, m: chosen.length }) : words.none;
  };

  const filter = () => {
    choose();
    list.replaceChildren();
    shown = 0;
    show();
  };

  // What a chart names can be chosen in it.
  const pick = (place) => {
    const [name, value] = place.dataset.pick.split(/=(.*)/);
    const field = form.elements[name];
    if (!field || ![...field.options].some((option) => option.value === value)) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "pick";
    button.append(...place.childNodes);
    button.addEventListener("click", () => {
      form.reset();
      field.value = value;
      filter();
      find("posts").scrollIntoView();
      find("posts").focus({ preventScroll: true });
    });
    place.hidden = false;
    place.replaceChildren(button);
  };

  const wake = () => {
    let waiting = 0;
    form.hidden = false;
    form.addEventListener("input", (event) => {
      clearTimeout(waiting);
      waiting = setTimeout(filter, event.target.name === "q" ? 150 : 0);
    });
    form.addEventListener("reset", () => setTimeout(filter));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      filter();
    });
    more.addEventListener("click", () => {
      const first = show();
      first.tabIndex = -1;
      first.focus();
    });
    document.querySelectorAll("[data-pick]").forEach(pick);
    choose();
    more.hidden = shown >= chosen.length;
    more.textContent = told(words.more, { n: Math.min(chosen.length - shown, MANY) });
    document.documentElement.dataset.ready = "";
  };

  const start = async () => {
    if (!("DecompressionStream" in window)) {
      status.textContent = words.old;
      return;
    }
    const packs = [...document.querySelectorAll('script[type="application/gzip"]')];
    posts = (await Promise.all(packs.map(unpacked))).flat();
    for (const post of posts) post.low = post.words.toLowerCase();
    wake();
  };

  // On paper nothing can be unfolded.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open])")];
    for (const details of folded) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of folded) details.open = false;
  });

  start();
})();
