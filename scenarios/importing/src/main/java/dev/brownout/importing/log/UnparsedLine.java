package dev.brownout.importing.log;

/**
 * A line that is not understood.
 *
 * @param source what the file is called
 * @param line its number in it, from 1
 * @param reason why
 * @param shape its beginning with an x for each letter and a 9 for each digit, so that nobody learns what it said
 */
record UnparsedLine(String source, long line, String reason, String shape) {
    private static final int LONGEST = 60;

    static UnparsedLine of(String source, long line, String reason, String text) {
        StringBuilder shape = new StringBuilder();
        for (int i = 0; i < Math.min(LONGEST, text.length()); i++) {
            char c = text.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            shape.append(digit ? '9' : letter ? 'x' : c >= ' ' && c <= '~' ? c : '?');
        }
        return new UnparsedLine(source, line, reason, shape + (text.length() > LONGEST ? "..." : ""));
    }

    @Override
    public String toString() {
        return source + ":" + line + ": " + reason + (shape.isEmpty() ? "" : ": " + shape);
    }
}
