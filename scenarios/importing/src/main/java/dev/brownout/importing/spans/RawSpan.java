package dev.brownout.importing.spans;

import dev.brownout.importing.spans.ImportedSpan.Kind;

/** A span while it is read, field by field in any order. */
final class RawSpan {
    /** Stands for a time that was not read. */
    private static final long UNSAID = Long.MIN_VALUE;

    final Attributes attributes = new Attributes();
    long trace;
    long id;
    long parent;
    long start = UNSAID;
    long end = UNSAID;
    String name = "";
    /** The kind; null where tags say it. */
    Kind kind;

    boolean failed;
    /** What tells the process in the same trace that wrote it; empty where the span says it itself. */
    String process = "";

    /** Why nothing can be made of it; null where something can. */
    String problem() {
        if (trace == 0) {
            return "a span without an id of its trace";
        }
        if (id == 0) {
            return "a span without an id";
        }
        if (start == UNSAID || end == UNSAID) {
            return "a span without a start or an end in whole numbers";
        }
        return end < start ? "a span that ends before it begins" : null;
    }

    /**
     * An identity as a number that is not 0 but for the identity that means none: empty, or nothing but zeros.
     * Identities are hexadecimal in OTLP (opentelemetry.io/docs/specs/otlp, JSON Protobuf Encoding) and in Jaeger, but
     * what is written by the JSON of protobuf itself has base64; they are compared and never read.
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
