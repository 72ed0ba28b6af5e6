package dev.brownout.importing.detail;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Result of the lookup of a request in a cache. The words are those of
 *
 * <ul>
 *   <li>nginx ({@code $upstream_cache_status}), Apache ({@code %{cache-status}e}, mod_cache), Varnish
 *       ({@code %{Varnish:hitmiss}x}, {@code %{Varnish:handling}x}) and Squid (result codes, {@code TCP_HIT}),
 *   <li>CloudFront ({@code x-edge-result-type}), Cloudflare ({@code CacheCacheStatus}), Fastly
 *       ({@code fastly_info.state}), Akamai (DataStream, {@code cacheStatus} 1 or 0), Google Cloud CDN
 *       ({@code cacheHit}) and Azure Front Door ({@code cacheStatus}),
 *   <li>the headers {@code X-Cache} and {@code Cache-Status} (RFC 9211), of which the last part is that of the nearest
 *       cache.
 * </ul>
 *
 * <p>A response that needed the origin is a miss, also if the origin confirmed that the cached object is still valid.
 */
public enum CacheResult {
    /** Response from the cache without a request to the origin. */
    HIT("hit originshieldhit stale updating streaming-hit stream_hit hit-stale hit-cluster hit-wait hit-refresh"
            + " remote_hit true 1 tcp_hit tcp_mem_hit tcp_ims_hit tcp_inm_hit tcp_negative_hit tcp_offline_hit"
            + " tcp_async_hit tcp_stale_hit tcp_refresh_fail_old tcp_refresh_fail_hit"),
    /** Response after a lookup that needed the origin: absent, expired or confirmed. */
    MISS("miss refreshhit expired revalidated refresh miss-cluster miss-wait hitmiss partial_hit 0 tcp_miss"
            + " tcp_expired_miss tcp_refresh_miss tcp_refresh_hit tcp_refresh_modified tcp_refresh_unmodified"
            + " tcp_client_refresh tcp_client_refresh_miss tcp_swapfail_miss tcp_refresh"),
    /** Response of the origin without a lookup. */
    PASS("bypass pass pipe dynamic ignored deferred hitpass hit-for-pass cache_noconfig private_nostore"
            + " config_nocache"),
    /** No statement, or a response of the cache itself that is no hit: an error, a redirect, a rejection. */
    NONE("error limitexceeded capacityexceeded redirect none synth unknown tcp_denied tcp_denied_reply tcp_redirect"
            + " tcp_tunnel none_none functiongeneratedresponse lambdageneratedresponse fail");

    private static final int LONGEST = 40;
    private static final List<String> ENDINGS = List.of("_aborted", "_timedout", "_ignored");
    private static final Map<String, CacheResult> RESULTS = results();

    private final String words;

    CacheResult(String words) {
        this.words = words;
    }

    private static Map<String, CacheResult> results() {
        Map<String, CacheResult> results = new TreeMap<>();
        for (CacheResult result : values()) {
            for (String word : List.of(result.words.split(" ", -1))) {
                results.put(word, result);
            }
        }
        return results;
    }

    /**
     * Returns the word of a field that states the result, such as {@code Hit} of {@code Hit from cloudfront} and
     * {@code TCP_MISS} of {@code TCP_MISS:HIER_DIRECT}; an empty text if the field states none.
     */
    public static String word(String field) {
        String last = field.substring(field.lastIndexOf(',') + 1).strip();
        if (last.indexOf(';') > 0) {
            return ofHeader(last);
        }
        String lower = last.toLowerCase(Locale.ROOT);
        if (lower.startsWith("cache ") || lower.startsWith("conditional cache ")) {
            return ofApache(lower);
        }
        int end = 0;
        while (end < last.length() && " :/\t".indexOf(last.charAt(end)) < 0) {
            end++;
        }
        return end > LONGEST || last.equals("-") ? "" : last.substring(0, end);
    }

    /** Returns the word for a member of the header {@code Cache-Status}. */
    private static String ofHeader(String member) {
        String plain = member.replace(" ", "").toLowerCase(Locale.ROOT) + ";";
        if (plain.contains(";hit;")) {
            return "hit";
        }
        boolean passes = plain.contains(";fwd=bypass;") || plain.contains(";fwd=method;");
        return passes ? "bypass" : plain.contains(";fwd=") ? "miss" : "";
    }

    private static String ofApache(String text) {
        if (text.startsWith("cache hit")) {
            return "hit";
        }
        boolean unfit = text.contains("unwilling") || text.contains("bypass");
        return unfit ? "bypass" : text.startsWith("conditional cache hit") ? "revalidated" : "miss";
    }

    /** Returns whether the request had a lookup in the cache. */
    public boolean isLookup() {
        return this == HIT || this == MISS;
    }

    /** Returns the result that a word states; {@link #NONE} for an unknown word. */
    public static CacheResult of(String word) {
        if (word.isEmpty()) {
            return NONE;
        }
        String lower = word.toLowerCase(Locale.ROOT);
        for (String ending : ENDINGS) {
            lower = lower.endsWith(ending) ? lower.substring(0, lower.length() - ending.length()) : lower;
        }
        return RESULTS.getOrDefault(lower, NONE);
    }

    /**
     * Returns whether a field behind the fields of a format can only be a cache result: one of the words of nginx in
     * capital letters, one of Varnish, or a result code of Squid.
     */
    public static boolean isUnambiguous(String field) {
        return switch (field) {
            case "HIT", "MISS", "BYPASS", "EXPIRED", "STALE", "UPDATING", "REVALIDATED", "hit", "miss", "pass" -> true;
            default -> field.startsWith("TCP_") && of(word(field)) != NONE;
        };
    }
}
