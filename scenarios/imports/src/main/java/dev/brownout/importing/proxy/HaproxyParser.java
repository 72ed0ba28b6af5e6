package dev.brownout.importing.proxy;

import dev.brownout.importing.ImportException;
import java.util.ArrayList;
import java.util.List;

/**
 * Parser of the syntax of HAProxy: sections of lines with words. Each section is a directive with a block.
 *
 * @see <a href="https://docs.haproxy.org/3.0/configuration.html#2.2">HAProxy configuration manual, 2.2: quoting and
 *     escaping</a>
 */
final class HaproxyParser {
    private static final List<String> SECTIONS = List.of(
            "global",
            "defaults",
            "frontend",
            "backend",
            "listen",
            "peers",
            "resolvers",
            "userlist",
            "cache",
            "program",
            "http-errors",
            "ring",
            "mailers",
            "log-forward",
            "fcgi-app",
            "crt-store",
            "log-profile",
            "acme",
            "traces");

    private HaproxyParser() {}

    /**
     * Returns the sections of a file.
     *
     * @throws ImportException if a line is outside of a section
     */
    static List<ProxyDirective> parse(String file, String text) throws ImportException {
        List<ProxyDirective> sections = new ArrayList<>();
        List<ProxyDirective> lines = new ArrayList<>();
        ProxyDirective open = null;
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            List<String> words = words(line);
            if (words.isEmpty() || words.get(0).startsWith(".")) {
                continue;
            }
            ProxyDirective directive =
                    new ProxyDirective(words.get(0), words.subList(1, words.size()), List.of(), file, number);
            if (SECTIONS.contains(words.get(0))) {
                close(sections, open, lines);
                open = directive;
                lines.clear();
            } else if (open == null) {
                throw new ImportException(
                        "{}:{}: not readable as a configuration of HAProxy: the line is in no section", file, number);
            } else {
                lines.add(directive);
            }
        }
        close(sections, open, lines);
        return sections;
    }

    private static void close(List<ProxyDirective> sections, ProxyDirective open, List<ProxyDirective> lines) {
        if (open != null) {
            sections.add(new ProxyDirective(open.name(), open.args(), lines, open.file(), open.line()));
        }
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char mark = ' ';
        boolean hasBegun = false;
        for (int index = 0; index < line.length(); index++) {
            char c = line.charAt(index);
            if (mark == ' ' && c == '#') {
                break;
            } else if (c == '\\' && mark != '\'' && index + 1 < line.length()) {
                word.append(line.charAt(++index));
                hasBegun = true;
            } else if ((c == '"' || c == '\'') && (mark == ' ' || mark == c)) {
                mark = mark == ' ' ? c : ' ';
                hasBegun = true;
            } else if (mark == ' ' && Character.isWhitespace(c)) {
                if (hasBegun) {
                    words.add(word.toString());
                }
                word.setLength(0);
                hasBegun = false;
            } else {
                word.append(c);
                hasBegun = true;
            }
        }
        if (hasBegun) {
            words.add(word.toString());
        }
        return words;
    }
}
