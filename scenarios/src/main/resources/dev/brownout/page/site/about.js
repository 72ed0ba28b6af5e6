// Title and question of a scenario, for display before the engine has read the text.

/** Returns title and question as the text writes them. The engine reads the text as YAML; this is only for display. */
export function about(text) {
  return { title: scalar(text, /^scenario:(.*)$/m), question: scalar(text, /^ {1,8}question:(.*)$/m) };
}

function scalar(text, pattern) {
  const key = pattern.exec(text);
  if (!key) {
    return "";
  }
  const indent = /^ */.exec(key[0])[0].length;
  const lines = [key[1].trim().replace(/^[>|][+-]?$/, "")];
  for (const line of text.slice(key.index + key[0].length + 1, key.index + 4000).split("\n")) {
    if (line.trim() !== "" && /^ */.exec(line)[0].length <= indent) {
      break;
    }
    lines.push(line.trim());
  }
  const value = lines.join(" ").trim();
  const plain = /^'.*'$/.test(value) ? value.slice(1, -1).replaceAll("''", "'")
    : /^".*"$/.test(value) ? value.slice(1, -1).replaceAll('\\"', '"')
    : value.replace(/ #.*$/, "");
  return plain.length > 300 ? plain.slice(0, 299) + "…" : plain;
}
