package dev.brownout.importing.log;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Fields of one JSON object that describe a request. If two fields have the same role, the first one counts. */
final class JsonFields {
    private static final double MICROS_PER_SECOND = 1e6;

    /** Meaning of a field. */
    private enum Role {
        ENDED,
        BEGAN,
        REQUEST,
        METHOD,
        PATH,
        STATUS,
        /** Status sent by the backend, used if there is no other status. */
        STATUS_BEHIND,
        BYTES,
        TOOK
    }

    /** Microseconds per unit, by the suffix of a field name. */
    private static final Map<String, Double> UNITS = new TreeMap<>(Map.of(
            "ns", 1e-3,
            "nanos", 1e-3,
            "us", 1.0,
            "micros", 1.0,
            "ms", 1e3,
            "msec", 1e3,
            "millis", 1e3,
            "s", 1e6,
            "sec", 1e6,
            "seconds", 1e6));

    /** Roles by field name in lower case without underscores and hyphens. */
    private static final Map<String, Role> ROLES = roles();

    private final Timestamps times;
    private final Map<Role, String> found = new TreeMap<>();
    private double unit;
    private boolean endedAsText;
    private boolean caddy;
    private boolean traefik;
    private boolean envoy;

    JsonFields(Timestamps times) {
        this.times = times;
    }

    private static Map<String, Role> roles() {
        Map<String, Role> roles = new TreeMap<>();
        all(
                roles,
                Role.ENDED,
                "time timestamp @timestamp ts date datetime timelocal timeiso8601 timems timestampms msec");
        all(roles, Role.BEGAN, "starttime startutc startlocal timestampstart");
        all(roles, Role.REQUEST, "request requestline");
        all(roles, Role.METHOD, "method requestmethod httpmethod verb request.method httprequest.requestmethod");
        all(roles, Role.PATH, "uri path url requesturi requesturl requestpath request.uri httprequest.requesturl");
        all(roles, Role.STATUS, "status statuscode responsecode downstreamstatus httpstatus response.status");
        all(roles, Role.STATUS, "httprequest.status");
        all(roles, Role.STATUS_BEHIND, "originstatus");
        all(roles, Role.BYTES, "bytes bodybytessent bytessent size responsesize downstreamcontentsize responselength");
        all(roles, Role.BYTES, "httprequest.responsesize");
        for (String name :
                "requesttime duration latency elapsed responsetime timetaken took httprequest.latency".split(" ", -1)) {
            roles.put(name, Role.TOOK);
            UNITS.keySet().forEach(suffix -> roles.putIfAbsent(name + suffix, Role.TOOK));
        }
        return roles;
    }

    private static void all(Map<String, Role> roles, Role role, String names) {
        for (String name : names.split(" ", -1)) {
            roles.put(name, role);
        }
    }

    /** Stores the value of a field if the field has a role. */
    void take(String name, String text, boolean quoted) {
        String plain = name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
        caddy |= plain.equals("request.uri");
        traefik |= plain.equals("requestpath") || plain.equals("originstatus");
        envoy |= plain.equals("responsecode");
        Role role = ROLES.get(plain);
        if (role == null || text.isEmpty() || text.equals("-") || found.putIfAbsent(role, text) != null) {
            return;
        }
        if (role == Role.TOOK) {
            unit = unit(plain);
        } else if (role == Role.ENDED) {
            endedAsText = quoted;
        }
    }

    /** Returns the unit in the name of a field, in microseconds, or 0 if the name has none. */
    private static double unit(String name) {
        String longest = "";
        for (String suffix : UNITS.keySet()) {
            boolean behind =
                    name.endsWith(suffix) && ROLES.get(name.substring(0, name.length() - suffix.length())) == Role.TOOK;
            if (behind && suffix.length() > longest.length()) {
                longest = suffix;
            }
        }
        return longest.isEmpty() ? name.equals("requesttime") ? MICROS_PER_SECOND : 0 : UNITS.get(longest);
    }

    /** Returns the request that the fields describe. */
    AccessLogEntry access() throws UnparsableLineException {
        String path = found.get(Role.PATH);
        String line = found.get(Role.REQUEST);
        if (path == null && line == null) {
            throw new UnparsableLineException("no field with the request, such as uri, path or request");
        }
        long took = found.containsKey(Role.TOOK) ? took(found.get(Role.TOOK)) : AccessLogEntry.UNKNOWN;
        String method = found.getOrDefault(Role.METHOD, "");
        String status = found.getOrDefault(Role.STATUS, found.getOrDefault(Role.STATUS_BEHIND, "0"));
        String bytes = found.get(Role.BYTES);
        return new AccessLogEntry(
                arrived(Math.max(0, took)),
                method.isEmpty() && line != null ? RequestLine.methodOf(line) : RequestLine.method(method),
                path != null ? RequestLine.path(path) : RequestLine.pathOf(line),
                (int) Timestamps.decimal(status),
                bytes == null ? AccessLogEntry.UNKNOWN : Math.round(Timestamps.decimal(bytes)),
                took);
    }

    private long arrived(long took) throws UnparsableLineException {
        if (found.containsKey(Role.BEGAN)) {
            return time(found.get(Role.BEGAN));
        }
        if (!found.containsKey(Role.ENDED)) {
            throw new UnparsableLineException("no field with the time, such as time, ts or start_time");
        }
        return (endedAsText ? time(found.get(Role.ENDED)) : Timestamps.epoch(found.get(Role.ENDED))) - took;
    }

    private long time(String text) throws UnparsableLineException {
        if (text.indexOf('/') == 2) {
            return times.common(text);
        }
        return text.indexOf('-') > 0 ? times.iso(text) : Timestamps.epoch(text);
    }

    /**
     * Returns a response time in microseconds. The text may have a unit of its own, such as 12.5ms. Otherwise the unit
     * is that of the field name or of the server that writes such fields.
     */
    private long took(String text) throws UnparsableLineException {
        int end = text.length();
        while (end > 0 && Character.isLetter(text.charAt(end - 1))) {
            end--;
        }
        if (end < text.length()) {
            Double micros = UNITS.get(text.substring(end));
            return micros == null
                    ? AccessLogEntry.UNKNOWN
                    : Math.round(Timestamps.decimal(text.substring(0, end)) * micros);
        }
        double micros = unit > 0 ? unit : caddy ? MICROS_PER_SECOND : traefik ? 1e-3 : envoy ? 1e3 : 0;
        return micros == 0 ? AccessLogEntry.UNKNOWN : Math.round(Timestamps.decimal(text) * micros);
    }
}
