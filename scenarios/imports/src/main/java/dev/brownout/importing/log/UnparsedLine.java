package dev.brownout.importing.log;

/**
 * Line that could not be parsed.
 *
 * @param source name of the file
 * @param line number of the line in the file, from 1
 * @param reason reason of the failure
 * @param shape beginning of the line with an x for each letter and a 9 for each digit, so that its content is not
 *     disclosed
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
