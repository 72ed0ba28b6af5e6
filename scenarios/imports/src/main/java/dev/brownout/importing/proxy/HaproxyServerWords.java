package dev.brownout.importing.proxy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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
    /** Words without a value. */
    private static final Pattern FLAGS = Pattern.compile("(no|force)-.*|(check-)?(ssl|send-proxy|via-socks4)"
            + "|send-proxy-v2.*|check|backup|disabled|enabled|stick|non-stick|ssl-reuse|allow-0rtt|tls-tickets"
            + "|agent-check|tfo");
    /** Settings of connections to a server, which are opened without a delay here. */
    private static final Pattern CONNECTIONS = Pattern.compile("(no-)?(check-)?(send-proxy.*|via-socks4)|socks4"
            + "|proxy-v2-options|set-proxy-v2-tlv-fmt.*|source|usesrc|interface|namespace|(no-)?tfo|tcp-(ut|md5sig)"
            + "|pool-.*|max-reuse|idle-ping|log-.*|ws|id|init-addr|init-state|resolve-.*|shard|hash-key|guid|cc");
    /** Words that {@link HaproxyBackend} reads. */
    private static final Pattern USED = Pattern.compile(
            "(no-)?(check|backup)|disabled|enabled|weight|inter|fall|rise|maxconn|slowstart|port|addr|resolvers");

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
    static void report(ProxyDirective line, List<String> written, DirectiveReport report) {
        for (int i = 0; i < written.size(); i++) {
            String word = written.get(i);
            boolean flag = FLAGS.matcher(word).matches();
            boolean known = Stream.of(USED, ENCRYPTION, CONNECTIONS)
                    .anyMatch(words -> words.matcher(word).matches());
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
}
