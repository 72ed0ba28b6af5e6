package dev.brownout.importing.compose;

/**
 * Variables in the values of a Compose file, such as <code>${TAG:-latest}</code>. The environment of the process is not
 * used, so that a file always gives the same result: a variable has the default value given in the file.
 *
 * @param text value with its variables replaced
 * @param known whether all variables have a default
 * @see <a href="https://github.com/compose-spec/compose-spec/blob/main/12-interpolation.md">Compose specification</a>
 */
record Interpolation(String text, boolean known) {
    /** Placeholder of a variable without a default. It does not occur in a host name, number or path. */
    private static final char UNKNOWN = '$';

    /** Returns a value with its variables replaced; {@code known} is true if all of them have a default. */
    static Interpolation of(String value) {
        StringBuilder out = new StringBuilder();
        boolean known = true;
        int index = 0;
        while (index < value.length()) {
            char c = value.charAt(index);
            char next = index + 1 < value.length() ? value.charAt(index + 1) : ' ';
            if (c != '$' || !(next == '$' || next == '{' || name(next))) {
                out.append(c);
                index++;
            } else if (next == '$') {
                out.append('$');
                index += 2;
            } else if (next == '{') {
                int end = closing(value, index + 2);
                Interpolation inner = variable(value.substring(index + 2, end));
                known &= inner.known;
                out.append(inner.text);
                index = Math.min(value.length(), end + 1);
            } else {
                known = false;
                out.append(UNKNOWN);
                index++;
                while (index < value.length() && name(value.charAt(index))) {
                    index++;
                }
            }
        }
        return new Interpolation(out.toString(), known);
    }

    private static boolean name(char c) {
        return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static int closing(String value, int from) {
        int depth = 1;
        for (int i = from; i < value.length(); i++) {
            depth += value.charAt(i) == '{' ? 1 : value.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return value.length();
    }

    /**
     * Returns the replacement of an unset variable: its default, an empty text for an alternative value, else the
     * placeholder.
     */
    private static Interpolation variable(String inside) {
        int end = 0;
        while (end < inside.length() && name(inside.charAt(end))) {
            end++;
        }
        String rest = inside.substring(end);
        String operator = rest.startsWith(":") ? rest.substring(1) : rest;
        if (operator.startsWith("-")) {
            return of(operator.substring(1));
        }
        return operator.startsWith("+")
                ? new Interpolation("", true)
                : new Interpolation(String.valueOf(UNKNOWN), false);
    }
}
