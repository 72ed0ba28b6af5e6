package dev.brownout.importing.log;

/** What stands at a place of a line that is written after a template. */
enum TemplateField {
    /** When the line was written, after the answer, as in the common log format. */
    ENDED,
    /** The same in ISO 8601. */
    ENDED_ISO,
    /** The same in seconds since 1970, or in thousandths or millionths. */
    ENDED_EPOCH,
    /** When the request arrived, as in the common log format. */
    BEGAN,
    /** The same in ISO 8601. */
    BEGAN_ISO,
    /** The same in seconds since 1970, or in thousandths or millionths. */
    BEGAN_EPOCH,
    /** The first line of the request: {@code GET /path?query HTTP/1.1}. */
    REQUEST,
    METHOD,
    PATH,
    STATUS,
    BYTES,
    /** How long the request took, in seconds. */
    SECONDS,
    /** The same with three decimals, as nginx always writes it: a whole number is something else. */
    SECONDS_OF_NGINX,
    /** One stretch of it in seconds, -1 where there was none; all stretches are added. */
    STRETCH,
    /** The same in milliseconds. */
    MILLIS,
    /** The same in microseconds. */
    MICROS,
    /** When the request arrived, or a part of that, as {@code strftime} writes it. */
    BEGAN_CLOCK,
    /** When the line was written, likewise. */
    ENDED_CLOCK,
    /** Nothing that is looked at: addresses, users, cookies, agents. */
    OTHER;

    /** Whether it is a single word, with no space in it. */
    boolean word() {
        return switch (this) {
            case ENDED, BEGAN, ENDED_ISO, BEGAN_ISO, ENDED_CLOCK, BEGAN_CLOCK, REQUEST, PATH, OTHER -> false;
            case ENDED_EPOCH, BEGAN_EPOCH, METHOD, STATUS, BYTES, SECONDS, SECONDS_OF_NGINX, STRETCH, MILLIS, MICROS ->
                true;
        };
    }
}
