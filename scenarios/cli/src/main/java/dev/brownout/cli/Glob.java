package dev.brownout.cli;

import java.util.List;

/**
 * Pattern in which a star matches any text. Matching needs no backtracking.
 *
 * @param parts texts between the stars, in order; a single text if the pattern has no star
 */
record Glob(List<String> parts) {
    Glob {
        parts = List.copyOf(parts);
    }

    static Glob of(String text) {
        return new Glob(List.of(text.split("\\*", -1)));
    }

    boolean matches(String text) {
        String first = parts.get(0);
        String last = parts.get(parts.size() - 1);
        if (parts.size() == 1) {
            return text.equals(first);
        }
        int from = first.length();
        int to = text.length() - last.length();
        if (from > to || !text.startsWith(first) || !text.endsWith(last)) {
            return false;
        }
        for (String part : parts.subList(1, parts.size() - 1)) {
            int at = text.indexOf(part, from);
            if (at < 0 || at + part.length() > to) {
                return false;
            }
            from = at + part.length();
        }
        return true;
    }
}
