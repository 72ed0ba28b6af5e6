package dev.brownout.importing.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportResult;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.ImportedFiles;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Import of configurations of nginx. */
class NginxImporterTest {
    private static ImportResult read(String text) throws ImportException {
        return ImportedFiles.read(
                new NginxImporter(),
                List.of(new ImportSource("nginx.conf", () -> new ByteArrayInputStream(text.getBytes(UTF_8)))));
    }

    private static ImportResult upstream(String inside, String location) throws ImportException {
        return read("http { upstream app { " + inside + " }\n server { location / { proxy_pass http://app; " + location
                + " } } }");
    }

    private static String reportText(ImportResult imported) {
        return String.join("\n", imported.summary());
    }

    @Test
    void upstreamBecomesABalancerBeforeATier() throws Exception {
        ImportResult imported = upstream("server a:80; server b:80; server c:80 backup; server d:80 down;", "");
        assertThat(imported.scenario())
                .contains("  nginx:\n    kind: load-balancer", "    profile: nginx   #")
                .contains("  app:\n    kind: server", "    nodes: 2   #")
                .contains("      - nginx\n      - app   #")
                .contains("# - nginx.conf:1: server: the backup c:80 of app", "the server d:80 is marked as down");
        assertThat(imported.summary().get(0)).contains("(100 %)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "least_conn; | algorithm: least-connections",
                "ip_hash; | algorithm: source-hash",
                "random two least_conn; | algorithm: power-of-two",
                "random; | algorithm: random",
                "hash $request_uri consistent; | algorithm: ring-hash",
                "least_time header; | algorithm: least-response-time"
            })
    void methodIsTheAlgorithm(String method, String expected) throws Exception {
        assertThat(upstream(method + " server a; server b;", "").scenario()).contains(expected);
    }

    @Test
    void weightsAndFailuresOfServersAreUsed() throws Exception {
        assertThat(upstream("server a weight=5 max_fails=3 fail_timeout=1m; server b max_fails=3 fail_timeout=1m;", "")
                        .scenario())
                .contains("weights: [5, 1]", "max_fails: 3", "fail_timeout: 60s")
                .doesNotContain("differs among");
        assertThat(upstream("server a max_fails=0; server b max_fails=0;", "").scenario())
                .contains("passive_checks: none   # origin: max_fails=0");
        assertThat(upstream("server 10.0.0.1:80;", "").scenario())
                .contains("passive_checks: none   # nginx: a single server");
        assertThat(upstream("least_conn; server a weight=2; server b;", "").scenario())
                .contains("algorithm: least-connections", "weights: [2, 1]");
    }

    @Test
    void timeoutsAndAttemptsOfALocationAreUsed() throws Exception {
        String servers = "server a; server b;";
        assertThat(upstream(servers, "proxy_read_timeout 90; proxy_next_upstream_tries 3;")
                        .scenario())
                .contains("try_timeout: 90s", "redispatch: 2   #");
        assertThat(upstream(servers, "proxy_next_upstream off;").scenario()).contains("redispatch: 0   #");
        ImportResult error = upstream(servers, "proxy_next_upstream error http_503; proxy_connect_timeout 1s;");
        assertThat(error.scenario()).contains("redispatch_on: error");
        assertThat(reportText(error))
                .contains("further attempts after http_503", "proxy_connect_timeout: the time that");
    }

    /** A location overrides its server, which overrides the whole configuration. */
    @Test
    void directivesAreInherited() throws Exception {
        assertThat(read("""
                http {
                  proxy_read_timeout 1s;
                  server {
                    proxy_read_timeout 2s;
                    location /a { proxy_pass http://a:80/x; }
                    location /b { grpc_pass grpc://b:80; grpc_read_timeout 4s; }
                    location /c { proxy_read_timeout 3s; location /c/d { proxy_pass http://c; } }
                  }
                }
                """).scenario())
                .containsPattern("(?s)nginx-a:.*try_timeout: 2s.*nginx-b:.*try_timeout: 4s.*nginx-c:.*try_timeout: 3s")
                .contains("  to-a:", "  to-b:", "  to-c:");
    }

    @Test
    void rateLimitOfAllRequestsIsUsed() throws Exception {
        String zones = "http { limit_req_zone $server_name zone=all:1m rate=300r/m;"
                + " limit_req_zone $binary_remote_addr zone=each:1m rate=5r/s;"
                + " server { location / { %s proxy_pass http://app; } } }";
        assertThat(read(String.format(zones, "limit_req zone=all burst=9;")).scenario())
                .contains("algorithm: leaky-bucket", "burst: 9 ", "rate: 300/min");
        assertThat(read(String.format(zones, "limit_req zone=all burst=9 nodelay;"))
                        .scenario())
                .contains("algorithm: token-bucket", "burst: 10 ");
        ImportResult each = read(String.format(zones, "limit_req zone=each burst=9;"));
        assertThat(each.scenario()).doesNotContain("rate_limit:");
        assertThat(reportText(each)).contains("limit_req: a limit of 5/s for each client");
    }

    @Test
    void splitClientsBecomeShares() throws Exception {
        String scenario = read("""
                http {
                  split_clients "${remote_addr}x" $to { 12.5% new; * old; }
                  upstream new { server n1; }
                  upstream old { server o1; server o2; }
                  server { location / { proxy_pass http://$to; } }
                }
                """).scenario();
        assertThat(scenario).contains("choose:", "12.5%:", "87.5%:", "- nginx-new", "- old");
    }

    @Test
    void variableTargetsAreResolved() throws Exception {
        assertThat(read("http { server { set $app web:8080; location / { proxy_pass http://$app; } } }")
                        .scenario())
                .contains("  web:\n    kind: server");
        assertThat(read("http { map $uri $pool { default one; ~^/x two; } upstream one { server a; }"
                                + " upstream two { server b; } server { location / { proxy_pass http://$pool; } } }")
                        .scenario())
                .contains("  to-one:", "  to-two:");
        ImportResult unknown = read(
                "http { server { location /a { proxy_pass http://$arg_x; } location / { proxy_pass http://b; } } }");
        assertThat(reportText(unknown)).contains("a target that only a request determines");
    }

    @Test
    void includedFilesAreRead(@TempDir Path folder) throws Exception {
        Files.createDirectories(folder.resolve("conf.d"));
        Files.writeString(
                folder.resolve("nginx.conf"),
                "http { include mime.types; include /etc/nginx/conf.d/*.conf; include gone.conf; }");
        Files.writeString(folder.resolve("conf.d/a.conf"), "upstream app { server a; server b; }");
        Files.writeString(folder.resolve("conf.d/b.conf"), "server { location / { proxy_pass http://app; } }");
        ImportResult imported =
                ImportedFiles.read(new NginxImporter(), List.of(ImportSource.file(folder.resolve("nginx.conf"))));
        assertThat(imported.scenario()).contains("nodes: 2 ", "(a.conf:1)");
        assertThat(reportText(imported)).contains("include: 'gone.conf' is not found near the given files");
    }

    @Test
    void unknownDirectivesAreListed() throws Exception {
        ImportResult imported = upstream("server a; server b;", "proxy_new_thing 3;");
        assertThat(imported.summary().get(1)).isEqualTo("  not parsed: nginx.conf:2: proxy_new_thing");
        assertThat(reportText(upstream("server a; zone app 64k; keepalive 9;", "proxy_cache c; proxy_buffering off;")))
                .contains("proxy_cache: the cache of nginx in front of app")
                .contains("proxy_buffering (1 directive): memory, files and sockets of nginx are not simulated");
        assertThat(reportText(upstream("server a;", "keepalive_timeout 65s; keepalive_requests 500;")))
                .contains("keepalive_timeout, keepalive_requests (2 directives): a load balancer has no connections of"
                        + " clients here");
    }

    @Test
    void streamsAreImported() throws Exception {
        assertThat(read("stream { upstream s { least_conn; server a:1; server b:1; } server { listen 1;"
                                + " proxy_timeout 7s; proxy_pass s; } }")
                        .scenario())
                .contains("algorithm: least-connections", "try_timeout: 7s", "nodes: 2 ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http { | nginx.conf:1: not readable as a configuration of nginx: unexpected end of the file",
                "http { } } | nginx.conf:1: not readable as a configuration of nginx: unexpected '}'",
                "http { server { root /x; } } | nginx.conf: no scenario is possible: the configuration of nginx has no"
                        + " route to a server (proxy_pass, grpc_pass, fastcgi_pass, uwsgi_pass); it serves files and"
                        + " responses of its own"
            })
    void wrongFilesAreRefused(String text, String message) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(ImportException.class).hasMessage(message);
    }

    /** Mirrors, authorization, fallbacks and internal locations receive no requests of users. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mirror /other; | = /other { internal; proxy_pass http://other; } | a copy of each request",
                "auth_request /other; | /other { proxy_pass http://other:90; } | one more call before each request",
                "error_page 502 504 = @other; | @other { proxy_pass http://other; } | a fallback after an error",
                "root /srv; | /other/ { internal; proxy_pass http://other; } | an internal location"
            })
    void locationsBehindOthersAreNoEntrances(String inside, String location, String reason) throws Exception {
        ImportResult imported = upstream("server a; server b;", inside + " } location " + location + " location /z {");
        assertThat(imported.scenario())
                .contains("      - nginx\n      - app   #", ": proxy_pass: " + reason)
                .doesNotContain("other:\n", "  to-");
    }

    /** Users reach a named location after a look for a file. */
    @ParameterizedTest
    @ValueSource(strings = {"try_files $uri @app;", "error_page 404 = @app;", "rewrite ^ @app last;"})
    void namedLocationOfAFileIsAnEntrance(String inside) throws Exception {
        assertThat(read("http { server { location / { root /srv; " + inside
                                + " } location @app { internal; proxy_pass http://shop:80; } } }")
                        .scenario())
                .contains("  shop:\n    kind: server");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/nginx/conf.d/*.conf", "sites-enabled/*", "more.conf"})
    void includeThatIsNotFollowedIsListed(String path) throws Exception {
        assertThat(read("http { include " + path + "; server { location / { proxy_pass http://shop; } } }")
                        .scenario()
                        .replace("\n# ", " "))
                .contains("- nginx.conf:1: include: ", "'" + path + "'");
    }

    /** The image of nginx replaces variables of the environment; others depend on each request. */
    @ParameterizedTest
    @CsvSource({"'${BACKEND_HOST}:${PORT}',backend_host", "$FLASK_SERVER_ADDR,flask_server_addr"})
    void variableOfTheEnvironmentIsAServer(String address, String server) throws Exception {
        ImportResult imported = read("server { location / { proxy_pass http://" + address + "; } }");
        assertThat(imported.scenario()).contains("  " + server + ":\n    kind: server");
        assertThat(reportText(imported)).contains("of the environment; here a server of that name");
    }

    @Test
    void splitBesideARouteKeepsItsRatio() throws Exception {
        ImportResult imported = read("http { split_clients $remote_addr $up { 10% next; * main; }"
                + " upstream next { server n; } upstream main { server m; }"
                + " server { location /a { proxy_pass http://$up; } location /b { proxy_pass http://other; } } }");
        assertThat(imported.scenario()).contains("- 10%:", "- 90%:", "share: 50%");
        assertThat(reportText(imported)).contains("the share of the location with 'split_clients' is unknown");
    }

    @ParameterizedTest
    @CsvSource({
        "'http { server { root /var/www; } }',it serves files and responses of its own",
        "'http { include conf.d/*.conf; }',name the files that it includes too",
        "'http { upstream a { server b; } }','uwsgi_pass)'"
    })
    void refusalNamesTheReason(String text, String reason) {
        assertThatThrownBy(() -> read(text))
                .hasMessageContaining("no route to a server")
                .hasMessageContaining(reason);
    }

    @Test
    void datagramsAreListed() throws Exception {
        String stream = "stream { upstream dns { server a:53; server b:53; } server { listen 53%s; proxy_pass dns; } }";
        assertThat(reportText(read(stream.formatted(" udp")))).contains("listen: datagrams");
        assertThat(reportText(read(stream.formatted("")))).doesNotContain("datagrams");
    }

    @Test
    void addressesInTheNameServiceAndStreamsAreListed() throws Exception {
        String http =
                "http { upstream a { zone a 64k; server app%s; } server { location / { proxy_pass http://a; } } }";
        String unknown = "the number of addresses of app, which is in the name service";
        assertThat(reportText(read(http.formatted(" resolve")))).contains(unknown);
        assertThat(reportText(read(http.formatted(" service=_http._tcp resolve"))))
                .contains(unknown);
        assertThat(reportText(read(http.formatted("")))).doesNotContain(unknown, "stream: a connection");
        assertThat(reportText(read("stream { upstream a { server b:1; } server { listen 5; proxy_pass a; } }")))
                .contains("stream: a connection stays at its server");
    }

    @Test
    void namesResolvedAgainDelayTheDiscovery() throws Exception {
        String variable = "http { resolver 10.0.0.2 valid=5s; server { location / { set $a app.internal;"
                + " proxy_pass http://$a:80; } } }";
        assertThat(read(variable).scenario())
                .contains("discovery_delay: 5s   # origin: valid, nginx.conf:1", "nodes: 1   # unknown: A GUESS");
        assertThat(reportText(read(variable.replace(" valid=5s", ""))))
                .contains("resolver: a new address is used after the TTL of the records");
        assertThat(upstream("zone z 1m; resolver 10.0.0.2 valid=3s; server app.internal resolve;", "")
                        .scenario())
                .contains("discovery_delay: 3s");
        assertThat(read("http { resolver 10.0.0.2 valid=5s; server { location / { proxy_pass http://app; } } }")
                        .scenario())
                .doesNotContain("discovery_delay");
    }

    @Test
    void unknownWordOfAServerLowersTheShare() throws Exception {
        assertThat(reportText(upstream("server a:80 weight=2 shape=3; server b:80;", "")))
                .contains("nginx.conf:1: server: 'shape=3' is not parsed")
                .doesNotContain("(100 %)");
    }

    /** Programs on two ports of one host are two servers, and one address in two locations is one. */
    @Test
    void addressIsTheServer() throws Exception {
        ImportResult two = read("server { location /a { proxy_pass http://127.0.0.1:3000; }"
                + " location /b { proxy_pass http://127.0.0.1:4000; }"
                + " location /c { proxy_pass http://127.0.0.1:3000; } }");
        assertThat(two.scenario().split("kind: server", -1)).hasSize(3);
        assertThat(reportText(two)).contains("servers of several upstreams share the cores of 127.0.0.1");
        ImportResult one = read("upstream a { server h:80; server i:80; } upstream b { server i:80; server h:80; }"
                + " server { location /a { proxy_pass http://a; } location /b { proxy_pass http://b; } }");
        assertThat(one.scenario()).contains("      - nginx-a\n      - a   #", "      - nginx-b\n      - a   #");
        assertThat(reportText(one)).contains("b has the same servers as a: one tier here");
    }

    /** A timeout of a balancer that is longer than the default timeout of users takes effect. */
    @ParameterizedTest
    @CsvSource({"60s, 120s", "15s, 30s", "4s, ''"})
    void usersWaitForTheTimeoutsOfTheBalancer(String read, String users) throws Exception {
        String scenario = upstream("server a; server b;", "proxy_read_timeout " + read + ";")
                .scenario();
        assertThat(scenario).contains("    try_timeout: " + read);
        if (users.isEmpty()) {
            assertThat(scenario).doesNotContain("\n    timeout:");
        } else {
            assertThat(scenario).contains("\n    timeout: " + users + "   # unknown: A GUESS");
        }
    }

    /** A stream tries another server only if a connection cannot be opened, and may lead to a product. */
    @Test
    void streamTriesAgainAfterRefusedConnections() throws Exception {
        ImportResult imported = read("stream { upstream rows { server a:5432; server b:5432; }"
                + " server { listen 5432; proxy_pass rows; proxy_timeout 20s; } }");
        assertThat(imported.scenario()).contains("    # nginx: in a stream", "\n    redispatch_on: refused");
        assertThat(reportText(imported)).contains("the servers of rows are postgres by port 5432 of its address");
    }

    /** Each value of a variable is a target, also before a part of the address of the request. */
    @Test
    void eachValueOfAVariableIsATarget() throws Exception {
        String scenario = read("upstream one { server a; } upstream two { server b; } server {"
                        + " location ~ ^/one(.*)$ { set $url http://one$1; try_files $uri @proxy; }"
                        + " location ~ ^/two(.*)$ { set $url http://two$1; try_files $uri @proxy; }"
                        + " location @proxy { proxy_pass $url; } }")
                .scenario();
        assertThat(scenario).contains("      - nginx-one\n", "      - nginx-two\n");
    }

    /** The rules of a stream are not those of the block behind it. */
    @Test
    void streamDecidesOnItsOwnServersOnly() throws Exception {
        String scenario = read("stream { server { listen 5432; proxy_pass rows:5432; } }"
                        + " http { upstream app { server a; server b; }"
                        + " server { location / { proxy_pass http://app; } } }")
                .scenario();
        assertThat(scenario).containsOnlyOnce("redispatch_on: refused");
    }
}
