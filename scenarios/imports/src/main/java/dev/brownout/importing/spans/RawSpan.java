package dev.brownout.importing.spans;

import dev.brownout.importing.spans.ImportedSpan.Kind;

/** Span under construction. Its fields are read in any order. */
final class RawSpan {
    /** Marker for a missing time. */
    private static final long MISSING = Long.MIN_VALUE;

    final Attributes attributes = new Attributes();
    long trace;
    long id;
    long parent;
    long start = MISSING;
    long end = MISSING;
    String name = "";
    /** Kind of the span, or null if the tags contain it. */
    Kind kind;

    boolean failed;
    /** Permission of the form of the span to omit the start or the end. */
    boolean mayBeUnfinished;
    /** Id of the process in the same trace that wrote the span; empty if the span has none. */
    String process = "";

    /** Returns whether the start or the end is missing. */
    boolean isUnfinished() {
        return start == MISSING || end == MISSING;
    }

    /** Returns the reason why the span cannot be used, or null if it can. */
    String problem() {
        if (trace == 0) {
            return "a span without a trace id";
        }
        if (id == 0) {
            return "a span without an id";
        }
        if (isUnfinished()) {
            return mayBeUnfinished ? null : "a span without a start or an end in whole numbers";
        }
        return end < start ? "a span that ends before it begins" : null;
    }

    /**
     * Returns an id as a number. The result is 0 only for an empty id or one of zeros only, which mean that there is
     * none. Ids are hexadecimal in OTLP (opentelemetry.io/docs/specs/otlp, JSON Protobuf Encoding) and in Jaeger, but
     * base64 in the JSON that protobuf itself writes. Ids are only compared, so the number is a hash of the text.
     */
    static long identity(String text) {
        long hash = 0xcbf29ce484222325L;
        boolean zero = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            zero &= c == '0';
            hash = (hash ^ c) * 0x100000001b3L;
        }
        if (zero) {
            return 0;
        }
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        hash ^= hash >>> 33;
        return hash == 0 ? 1 : hash;
    }
}
