package dev.brownout.importing.log;

import dev.brownout.importing.detail.DurationText;
import dev.brownout.importing.detail.RequestDetails;
import dev.brownout.importing.detail.RequestOutcome;
import dev.brownout.importing.detail.UnreadFields;
import dev.brownout.sentence.Sentence;
import java.util.EnumMap;
import java.util.Map;

/** Named fields of one line that describe a request. If two fields have the same role, the first one counts. */
final class RequestFields {
    private static final double MICROS_PER_SECOND = 1e6;
    private static final double MICROS_PER_MILLI = 1e3;
    private static final double LEAST_EPOCH = 1e8;

    private final Timestamps times;
    private final UnreadFields unread;
    private final Map<FieldRole, String> found = new EnumMap<>(FieldRole.class);
    private String durationField = "";
    private double unit;
    private long parts = AccessLogEntry.UNKNOWN;
    private boolean endedAsText;
    private boolean caddy;
    private boolean traefik;
    private boolean envoy;
    private boolean azure;
    private boolean hyphenated;
    private boolean pino;
    private int rails;

    RequestFields(Timestamps times, UnreadFields unread) {
        this.times = times;
        this.unread = unread;
        unread.nextLine();
    }

    /** Stores the value of a field if the field has a role. */
    void store(String name, String text, boolean quoted) {
        String plain = FieldRole.plainText(name);
        recognize(name, plain);
        FieldRole role = FieldRole.of(plain);
        if (role == null) {
            unread.add(name);
        }
        if (role == FieldRole.STATUS && text.startsWith("-")) {
            found.putIfAbsent(role, Integer.toString(RequestOutcome.NO_RESPONSE));
            return;
        }
        if (role == null || text.isEmpty() || text.equals("-") || text.equals("--")) {
            return;
        }
        switch (role) {
            case RESPONSE_TIME -> storeDuration(plain, text);
            case PART -> {
                long micros = DurationText.micros(text);
                parts = micros < 0 ? parts : Math.max(0, parts) + micros;
            }
            case ENDED -> storeEnd(plain, text, quoted);
            default -> found.putIfAbsent(role, text);
        }
    }

    /** Recognizes the product from names that only it has, to know the unit of its times. */
    private void recognize(String name, String plain) {
        switch (plain) {
            case "request.uri" -> caddy = true;
            case "requestpath", "originstatus" -> traefik = true;
            case "responsecode" -> envoy = true;
            case "req.method", "res.statuscode", "meta.req.method" -> pino = true;
            case "controller", "action" -> rails++;
            case "csuristem" -> hyphenated = name.indexOf('-') >= 0;
            case "serverrouted",
                    "originalhost",
                    "originalrequesturiwithargs",
                    "serverresponselatency",
                    "trackingreference",
                    "timetofirstbyte" -> azure = true;
            default -> {}
        }
    }

    private void storeDuration(String plain, String text) {
        boolean date = text.indexOf('/') > 0 || text.indexOf('-') > 0 && text.indexOf(':') > 0;
        if (date) {
            found.putIfAbsent(FieldRole.BEGAN, text);
            return;
        }
        double known = FieldRole.unit(plain);
        boolean sized = known > 0 || Character.isLetter(text.charAt(text.length() - 1));
        if (!found.containsKey(FieldRole.RESPONSE_TIME) || sized && !hasUnit()) {
            found.put(FieldRole.RESPONSE_TIME, text);
            durationField = plain;
            unit = known;
        }
    }

    private boolean hasUnit() {
        String text = found.get(FieldRole.RESPONSE_TIME);
        return unit > 0 || Character.isLetter(text.charAt(text.length() - 1));
    }

    private void storeEnd(String plain, String text, boolean quoted) {
        if (text.length() == 8 && text.charAt(2) == ':' && text.charAt(5) == ':') {
            found.putIfAbsent(FieldRole.CLOCK, text);
        } else if (plain.equals("timems") && isSmall(text)) {
            found.putIfAbsent(FieldRole.RESPONSE_TIME, text + "ms");
        } else if (DurationText.micros(text) >= 0) {
            found.putIfAbsent(FieldRole.RESPONSE_TIME, text);
        } else if (found.putIfAbsent(FieldRole.ENDED, text) == null) {
            endedAsText = quoted;
        }
    }

    private static boolean isSmall(String text) {
        try {
            return Timestamps.decimal(text) < LEAST_EPOCH;
        } catch (UnparsableLineException none) {
            return false;
        }
    }

    /**
     * Returns the request that the fields describe.
     *
     * @param writtenMicros time when the line was written, if no field contains a time; or {@link LogFormat#NO_TIME}
     */
    AccessLogEntry access(long writtenMicros) throws UnparsableLineException {
        String line = found.get(FieldRole.REQUEST);
        String path = found.get(FieldRole.PATH);
        String template = found.get(FieldRole.TEMPLATE);
        boolean anything = path != null && (found.containsKey(FieldRole.METHOD) || hasStatus())
                || line != null
                || template != null && hasStatus();
        if (!anything) {
            throw UnparsableLineException.withoutRequest(Sentence.of(
                    "no field with the request, such as uri, path or request, and with its method or status"));
        }
        boolean pattern = path == null && line == null;
        line = pattern && !template.startsWith("/") ? template : line;
        path = pattern && template.startsWith("/") ? template : path;
        long elapsed = responseMicros();
        String method = found.getOrDefault(FieldRole.METHOD, "");
        String status = found.getOrDefault(FieldRole.STATUS, found.get(FieldRole.BACKEND_STATUS));
        String bytes = found.get(FieldRole.BYTES);
        return new AccessLogEntry(
                arrived(Math.max(0, elapsed), writtenMicros),
                method.isEmpty() && line != null ? RequestLine.methodOf(line) : RequestLine.method(method),
                path != null ? RequestLine.path(path) : RequestLine.pathOf(line),
                status == null ? RequestOutcome.NO_STATUS : (int) Timestamps.decimal(status),
                bytes == null ? AccessLogEntry.UNKNOWN : Math.round(Timestamps.decimal(bytes)),
                elapsed,
                details());
    }

    private RequestDetails details() {
        String cache = found.getOrDefault(FieldRole.CACHE, found.getOrDefault(FieldRole.SECONDARY_CACHE, ""));
        boolean isRequested = found.getOrDefault(FieldRole.CACHE_LOOKUP, "").equals("true");
        String result = cache.equals("true") ? "hit" : isRequested || cache.equals("false") ? "miss" : cache;
        return RequestDetails.of(
                result, found.getOrDefault(FieldRole.BACKEND, ""), found.getOrDefault(FieldRole.STATE, ""));
    }

    private boolean hasStatus() {
        return found.containsKey(FieldRole.STATUS) || found.containsKey(FieldRole.BACKEND_STATUS);
    }

    private long arrived(long elapsed, long writtenMicros) throws UnparsableLineException {
        if (found.containsKey(FieldRole.BEGAN)) {
            return time(found.get(FieldRole.BEGAN));
        }
        String result = found.get(FieldRole.ENDED);
        if (result != null && found.containsKey(FieldRole.CLOCK)) {
            return times.iso(result + "T" + found.get(FieldRole.CLOCK)) - elapsed;
        }
        if (result == null && writtenMicros == LogFormat.NO_TIME) {
            throw new UnparsableLineException(Sentence.of("no field with the time, such as time, ts or start_time"));
        }
        long micros = result == null ? writtenMicros : endedAsText ? time(result) : Timestamps.epoch(result);
        return micros - elapsed;
    }

    private long time(String text) throws UnparsableLineException {
        if (text.indexOf('/') == 2) {
            return times.common(text);
        }
        return text.indexOf('-') > 0 || text.indexOf('/') == 4 ? times.iso(text) : Timestamps.epoch(text);
    }

    /** Returns the response time in microseconds. */
    private long responseMicros() throws UnparsableLineException {
        String text = found.get(FieldRole.RESPONSE_TIME);
        if (text == null) {
            return parts >= 0 ? parts : elapsedMicros();
        }
        if (Character.isLetter(text.charAt(text.length() - 1))) {
            return DurationText.micros(text);
        }
        double micros = unit > 0 ? unit : unitOfProduct(text);
        return micros == 0 ? AccessLogEntry.UNKNOWN : Math.round(Timestamps.decimal(text) * micros);
    }

    /**
     * Returns the unit of a response time without a unit, from the documentation of the product that writes such
     * fields, in microseconds; 0 if the product is unknown.
     */
    private double unitOfProduct(String text) {
        return switch (durationField) {
            case "requesttime" -> MICROS_PER_SECOND;
            case "responselatency", "latencies.request" -> MICROS_PER_MILLI;
            case "event.duration" -> 1e-3;
            case "timetaken" -> hyphenated || azure || text.indexOf('.') > 0 ? MICROS_PER_SECOND : MICROS_PER_MILLI;
            default -> unitOfProduct();
        };
    }

    private double unitOfProduct() {
        if (caddy) {
            return MICROS_PER_SECOND;
        }
        if (traefik) {
            return 1e-3;
        }
        return envoy || pino || rails >= 2 ? MICROS_PER_MILLI : 0;
    }

    /** Returns the time between the beginning and the end of the request at Cloudflare's edge, or to its first byte. */
    private long elapsedMicros() throws UnparsableLineException {
        String startText = found.get(FieldRole.BEGAN);
        String result = found.get(FieldRole.ENDED);
        String first = found.get(FieldRole.FIRST_BYTE);
        boolean fine = startText != null && result != null && startText.length() > 20 == result.length() > 20;
        if (first != null && (!fine || time(result) % 1_000_000 == 0 && time(startText) % 1_000_000 == 0)) {
            return Math.round(Timestamps.decimal(first) * MICROS_PER_MILLI);
        }
        return first == null ? AccessLogEntry.UNKNOWN : Math.max(0, time(result) - time(startText));
    }

    /** Returns the name of the response time without a known unit, or an empty text. */
    String withoutUnit() {
        String text = found.get(FieldRole.RESPONSE_TIME);
        boolean known = text == null || hasUnit() || unitOfProduct(text) > 0;
        return known ? "" : durationField;
    }
}
