package dev.brownout.importing.proxy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Words of a server of HAProxy: those that are used, and those without an effect on the scenario, each with the reason.
 * Any other word is unknown.
 *
 * @see <a href="https://docs.haproxy.org/3.0/configuration.html#5.2">HAProxy configuration manual, 5.2: server
 *     options</a>
 */
final class HaproxyServerWords {
    private static final String CHECKS = "only inter, fall and rise are imported";
    private static final Pattern ENCRYPTION = Pattern.compile(
            "(no-|check-|force-)?(ssl.*|tls.*|verify.*|ca-.*|crt.*|crl-.*|sni|alpn|npn|proto|ciphers.*|curves|sigalgs"
                    + "|client-sigalgs|allow-0rtt|ktls)");
    private static final Set<String> USED =
            Set.of("weight", "inter", "fall", "rise", "maxconn", "slowstart", "port", "addr", "resolvers");
    private static final Set<String> FLAGS = Set.of(
            "check",
            "no-check",
            "backup",
            "no-backup",
            "disabled",
            "enabled",
            "stick",
            "non-stick",
            "ssl",
            "no-ssl",
            "check-ssl",
            "no-check-ssl",
            "ssl-reuse",
            "no-ssl-reuse",
            "allow-0rtt",
            "tls-tickets",
            "no-tls-tickets",
            "send-proxy",
            "no-send-proxy",
            "send-proxy-v2",
            "no-send-proxy-v2",
            "send-proxy-v2-ssl",
            "send-proxy-v2-ssl-cn",
            "no-send-proxy-v2-ssl",
            "no-send-proxy-v2-ssl-cn",
            "check-send-proxy",
            "no-check-send-proxy",
            "check-via-socks4",
            "agent-check",
            "no-agent-check",
            "tfo",
            "no-tfo");
    private static final Map<Pattern, String> REASONS = new LinkedHashMap<>();

    static {
        add("on-marked-down", "the requests under way at a server that is marked as down; here they go on");
        add("on-marked-up", "the requests under way at backups; here there are none");
        add("minconn", "a limit that grows with the load of the backend; here maxconn is the limit");
        add("maxqueue", "the length of the queue of a server, after which requests go to others; here it is unlimited");
        add("cookie|stick|non-stick|dynamic-cookie.*", "sessions that stay at one server");
        add("track", "the state of another server");
        add("redir", "a redirection of the client to the server");
        add("observe|on-error|error-limit", "passive checks of responses; " + CHECKS);
        add("(no-)?agent-.*", "a weight and state that a server states itself; " + CHECKS);
        add("fastinter|downinter", CHECKS);
    }

    private HaproxyServerWords() {}

    private static void add(String words, String reason) {
        REASONS.put(Pattern.compile(words), reason);
    }

    /** Lists the words of a line of a server that the scenario lacks. A line with an unknown word is not parsed. */
    static void report(ProxyDirective line, List<String> words, DirectiveReport report) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            boolean flag = FLAGS.contains(word);
            boolean known =
                    flag || USED.contains(word) || ENCRYPTION.matcher(word).matches() || connection(word);
            for (Map.Entry<Pattern, String> entry : REASONS.entrySet()) {
                if (entry.getKey().matcher(word).matches()) {
                    known = true;
                    report.note(line.origin() + ": " + line.name() + ": '" + word + "': " + entry.getValue());
                }
            }
            if (!known) {
                report.unparsed(line, word);
            }
            i += flag ? 0 : 1;
        }
    }

    /** Returns whether a word sets connections to a server, which are opened without a delay here. */
    private static boolean connection(String word) {
        return word.matches("(no-)?(check-)?(send-proxy.*|via-socks4)|socks4|proxy-v2-options|set-proxy-v2-tlv-fmt.*"
                + "|source|usesrc|interface|namespace|(no-)?tfo|tcp-(ut|md5sig)|pool-.*|max-reuse|idle-ping|log-.*"
                + "|ws|id"
                + "|init-addr|init-state|resolve-.*|shard|hash-key|guid|cc|enabled|no-(check|backup)");
    }
}
