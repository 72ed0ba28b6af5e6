package dev.brownout.importing.log;

import dev.brownout.importing.detail.DurationText;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Meaning of a named field of a log line. The names are those of Caddy ("How Logging Works"), Traefik ("Access Logs"),
 * Envoy and Envoy Gateway, Google Cloud ({@code HttpRequest}), AWS API Gateway ({@code $context} variables), CloudFront
 * (standard logging, JSON), Cloudflare (Logpush, HTTP requests), Azure (Application Gateway, Front Door, App Service
 * and API Management resource logs), Kong (File Log), the Elastic Common Schema, pino-http, express-winston, Heroku,
 * Echo, lograge, and usual names in a {@code log_format} of nginx with {@code escape=json}.
 */
enum FieldRole {
    ENDED("time timestamp @timestamp ts t date datetime timelocal timeiso8601 timems timestampms msec timegenerated"
            + " edgeendtimestamp"),
    /** Time of day, beside a field with the date. */
    CLOCK(""),
    BEGAN("starttime startutc startlocal timestampstart requesttimeepoch startedat edgestarttimestamp event.start"),
    REQUEST("request requestline"),
    METHOD("method requestmethod httpmethod verb request.method httprequest.requestmethod req.method"
            + " http.request.method http.method csmethod clientrequestmethod meta.req.method reqmethod"),
    PATH("uri path url requesturi requesturl requestpath request.uri request.url httprequest.requesturl req.url"
            + " url.original url.path http.url http.target csuristem clientrequesturi clientrequestpath"
            + " meta.req.url xenvoyoriginpath originalpath reqpath"),
    /** Pattern of the path, used if there is no path. */
    TEMPLATE("resourcepath routekey"),
    STATUS("status statuscode responsecode downstreamstatus httpstatus httpstatuscode response.status res.statuscode"
            + " httprequest.status http.response.statuscode http.statuscode scstatus edgeresponsestatus"
            + " meta.res.statuscode responsestatus"),
    /** Status sent by the backend, used if there is no other status. */
    BACKEND_STATUS("originstatus backendresponsecode originresponsestatus"),
    BYTES("bytes bodybytessent bytessent size responsesize downstreamcontentsize responselength responsebytes"
            + " httprequest.responsesize http.response.body.bytes scbytes sentbytes edgeresponsebytes bytesout"
            + " response.size"),
    RESPONSE_TIME("requesttime duration latency elapsed responsetime timetaken took httprequest.latency responselatency"
            + " latencyhuman latencies.request event.duration meta.responsetime requestduration durationseconds"
            + " totaltime"),
    /** Time from the request to the first byte, used if there is no response time. */
    FIRST_BYTE("edgetimetofirstbytems"),
    /** Parts of the response time, which are added. */
    PART("connect service"),
    /** Result of the lookup in a cache. */
    CACHE("cachestatus cachecachestatus cacheresult cachehit xcache xcachestatus upstreamcachestatus cfcachestatus"
            + " xedgeresulttype fastlyinfo.state fastlyinfostate httprequest.cachehit"),
    /** Result of the lookup in a cache, used if there is no {@link #CACHE}. */
    SECONDARY_CACHE("xedgeresponseresulttype edgecachestatus"),
    /** Flag of a lookup in a cache. */
    CACHE_LOOKUP("httprequest.cachelookup"),
    /** Address of the backend, or those of all tried ones. */
    BACKEND("upstreamaddr upstreamhost serviceaddr serverrouted"),
    /** Termination state or response flags. */
    STATE("responseflags terminationstate");

    /** Names of containers. Their fields are those of the line itself. */
    private static final List<String> CONTAINERS = List.of(
            "properties.",
            "jsonpayload.",
            "fields.",
            "source.",
            "accesslog.",
            "log.",
            "payload.",
            "data.",
            "record.",
            "attributes.",
            "body.");

    /** Suffixes of names with a unit. */
    private static final List<String> UNITS = List.of(
            "ns",
            "nanos",
            "us",
            "micros",
            "usec",
            "ms",
            "msec",
            "millis",
            "milliseconds",
            "microseconds",
            "nanoseconds",
            "s",
            "sec",
            "secs",
            "seconds");

    private static final Map<String, FieldRole> ROLES = roles();

    private final String names;

    FieldRole(String names) {
        this.names = names;
    }

    private static Map<String, FieldRole> roles() {
        Map<String, FieldRole> roles = new TreeMap<>();
        for (FieldRole role : values()) {
            for (String name : role.names.isEmpty() ? new String[0] : role.names.split(" ", -1)) {
                roles.put(name, role);
            }
        }
        for (String name : RESPONSE_TIME.names.split(" ", -1)) {
            UNITS.forEach(suffix -> roles.putIfAbsent(name + suffix, RESPONSE_TIME));
        }
        return roles;
    }

    /** Returns a name in lower case, without underscores and hyphens, and without the name of a usual container. */
    static String plainText(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
        for (int i = 0; i < CONTAINERS.size(); i++) {
            if (plain.startsWith(CONTAINERS.get(i))) {
                return ROLES.containsKey(plain)
                        ? plain
                        : plainText(plain.substring(CONTAINERS.get(i).length()));
            }
        }
        return plain;
    }

    /** Returns the role of a plain name, or null if it has none. */
    static FieldRole of(String plain) {
        return ROLES.get(plain);
    }

    /** Returns the unit in the plain name of a response time, in microseconds, or 0 if the name has none. */
    static double unit(String plain) {
        String longest = "";
        for (String suffix : UNITS) {
            boolean isFromBackend = plain.endsWith(suffix)
                    && ROLES.get(plain.substring(0, plain.length() - suffix.length())) == RESPONSE_TIME;
            longest = isFromBackend && suffix.length() > longest.length() ? suffix : longest;
        }
        return longest.isEmpty() ? 0 : DurationText.unit(longest);
    }
}
