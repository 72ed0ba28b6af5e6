package dev.brownout.importing.proxy;

import dev.brownout.importing.ImportException;
import java.util.ArrayList;
import java.util.List;

/**
 * Parser of the syntax of nginx: words, quoted words, blocks in braces, and comments.
 *
 * @see <a href="https://nginx.org/r/include">nginx, structure of the configuration</a>
 */
final class NginxParser {
    private static final int DEEPEST = 50;
    private static final String END = "";

    private final String file;
    private final String text;
    private int position;
    private int line = 1;
    private boolean quoted;

    private NginxParser(String file, String text) {
        this.file = file;
        this.text = text;
    }

    /**
     * Returns the directives of a file.
     *
     * @throws ImportException if braces or quotation marks are not balanced
     */
    static List<ProxyDirective> parse(String file, String text) throws ImportException {
        return new NginxParser(file, text).block(0);
    }

    private List<ProxyDirective> block(int depth) throws ImportException {
        List<ProxyDirective> all = new ArrayList<>();
        List<String> words = new ArrayList<>();
        int start = line;
        while (true) {
            String word = word();
            boolean mark = !quoted;
            if (words.isEmpty()) {
                start = line;
            }
            if (mark && word.equals(END) || mark && word.equals("}")) {
                if (!words.isEmpty() || word.equals("}") == (depth == 0) || depth > DEEPEST) {
                    throw wrong(word.equals("}") ? "unexpected '}'" : "unexpected end of the file");
                }
                return all;
            }
            if (mark && (word.equals(";") || word.equals("{"))) {
                if (words.isEmpty()) {
                    throw wrong("unexpected '" + word + "'");
                }
                List<ProxyDirective> inner = word.equals("{") ? inner(words.get(0), depth) : List.of();
                all.add(new ProxyDirective(words.get(0), words.subList(1, words.size()), inner, file, start));
                words.clear();
            } else {
                words.add(word);
            }
        }
    }

    /** Reads the block of a directive. The block of a script in Lua has another syntax and is skipped. */
    private List<ProxyDirective> inner(String name, int depth) throws ImportException {
        if (!name.endsWith("_by_lua_block")) {
            return block(depth + 1);
        }
        int open = 1;
        while (open > 0) {
            if (position >= text.length()) {
                throw wrong("unexpected end of the file");
            }
            char c = text.charAt(position++);
            line += c == '\n' ? 1 : 0;
            open += c == '{' ? 1 : c == '}' ? -1 : 0;
        }
        return List.of();
    }

    private ImportException wrong(String name) {
        return new ImportException("{}:{}: not readable as a configuration of nginx: {}", file, line, name);
    }

    /** Returns the next word or mark; empty at the end. */
    private String word() throws ImportException {
        skip();
        quoted = false;
        if (position >= text.length()) {
            return END;
        }
        char first = text.charAt(position);
        if (first == '"' || first == '\'') {
            return quotedWord(first);
        }
        if (";{}".indexOf(first) >= 0) {
            position++;
            return String.valueOf(first);
        }
        StringBuilder word = new StringBuilder();
        while (position < text.length()) {
            char c = text.charAt(position);
            boolean variable = c == '{' && word.length() > 0 && word.charAt(word.length() - 1) == '$';
            if (variable) {
                int end = Math.max(position, text.indexOf('}', position));
                word.append(text, position, end + 1);
                position = end + 1;
            } else if (Character.isWhitespace(c) || c == ';' || c == '{') {
                break;
            } else {
                position += c == '\\' && position + 1 < text.length() ? 1 : 0;
                word.append(text.charAt(position++));
            }
        }
        return word.toString();
    }

    private String quotedWord(char mark) throws ImportException {
        quoted = true;
        StringBuilder word = new StringBuilder();
        for (position++; position < text.length() && text.charAt(position) != mark; position++) {
            position += text.charAt(position) == '\\' && position + 1 < text.length() ? 1 : 0;
            line += text.charAt(position) == '\n' ? 1 : 0;
            word.append(text.charAt(position));
        }
        if (position++ >= text.length()) {
            throw wrong("a quotation mark is missing");
        }
        return word.toString();
    }

    private void skip() {
        while (position < text.length()) {
            char c = text.charAt(position);
            if (c == '#') {
                int end = text.indexOf('\n', position);
                position = end < 0 ? text.length() : end;
            } else if (Character.isWhitespace(c)) {
                line += c == '\n' ? 1 : 0;
                position++;
            } else {
                return;
            }
        }
    }
}
