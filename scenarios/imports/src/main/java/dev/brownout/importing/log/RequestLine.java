package dev.brownout.importing.log;

/** The first line of a request, such as {@code GET /users/7?full=1 HTTP/1.1} (RFC 9112, section 3). */
final class RequestLine {
    private static final int LONGEST_METHOD = 20;

    private RequestLine() {}

    /**
     * Returns the method, or an empty text if the line is no HTTP request, such as a TLS handshake on the wrong port.
     */
    static String methodOf(String line) {
        int space = line.indexOf(' ');
        return space < 0 ? "" : method(line.substring(0, space));
    }

    /** Returns the path without the query, or an empty text if the line is no HTTP request. */
    static String pathOf(String line) {
        int space = line.indexOf(' ');
        if (space < 0 || methodOf(line).isEmpty()) {
            return "";
        }
        int end = line.lastIndexOf(" HTTP/");
        return path(line.substring(space + 1, end > space ? end : line.length()));
    }

    /** Returns the text if it looks like a method (capital letters and hyphens), otherwise an empty text. */
    static String method(String text) {
        boolean plain = !text.isEmpty() && text.length() <= LONGEST_METHOD && text.charAt(0) != '-';
        for (int i = 0; i < text.length() && plain; i++) {
            char c = text.charAt(i);
            plain = c >= 'A' && c <= 'Z' || c == '-';
        }
        return plain ? text : "";
    }

    /** Returns the path of a request target, without scheme, host, query and fragment. */
    static String path(String target) {
        int from = 0;
        int scheme = target.indexOf("://");
        if (scheme > 0 && target.charAt(0) != '/') {
            from = target.indexOf('/', scheme + 3);
            if (from < 0) {
                return "/";
            }
        }
        int end = from;
        while (end < target.length() && target.charAt(end) != '?' && target.charAt(end) != '#') {
            end++;
        }
        return target.substring(from, end);
    }
}
