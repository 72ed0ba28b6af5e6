package dev.brownout.importing.proxy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Directives of nginx without an effect on the scenario, by classes with a reason. */
final class NginxIgnored {
    /** Reason for which process settings are left out. */
    static final String PROCESSES = "'cores' and 'service' of a load balancer have its CPU time; the number of its"
            + " connections has no limit here";

    private static final Map<Pattern, String> CLASSES = new LinkedHashMap<>();

    static {
        add("http|server|location|stream|events|listen|server_name|if|limit_except", "they determine the routes");
        add("upstream|server", "servers of upstreams");
        add(
                "ssl.*|http2.*|http3.*|quic.*|proxy_ssl.*|grpc_ssl.*|auth_.*|allow|deny|satisfy|"
                        + "secure_link.*|internal|user",
                "encryption and permissions take no time here; 'connections' of the network has handshakes");
        add(
                ".*_set_header|.*_hide_header|.*_pass_header|.*_pass_request_.*|.*_param|add_header|add_trailer|"
                        + "more_.*|.*_http_version|.*_redirect|.*_cookie_.*|.*_ignore_headers|.*_method|proxy_bind|"
                        + "etag|charset.*|default_type|types.*|override_charset|underscores_in_headers|"
                        + "real_ip.*|set_real_ip_from|proxy_protocol|port_in_redirect|absolute_redirect|server_tokens",
                "headers and media types change neither load nor time");
        add("expires", "caches of browsers, which change the load; here the load is a guess");
        add(
                "gzip.*|brotli.*|sub_filter.*|image_filter.*|ssi.*",
                "transformations of responses, which are a part of 'service' of a load balancer with 'cores'");
        add(
                "access_log|error_log|log_.*|open_log_file_cache|pid|lock_file|env|load_module|daemon|"
                        + "worker_rlimit.*|worker_shutdown_timeout|stub_status|status.*|opentelemetry.*|otel.*",
                "logs, modules and process files change neither load nor time");
        add(
                "sendfile.*|tcp_.*|aio.*|directio.*|open_file_cache.*|output_buffers|postpone_output|reset_.*|"
                        + ".*_buffer.*|.*_buffers|.*_busy_buffers_size|.*_temp_.*|.*_max_temp_file_size|"
                        + "large_client_header_buffers|client_.*|server_names_hash.*|variables_hash.*|"
                        + "map_hash.*|.*_headers_hash.*|connection_pool_size|request_pool_size|use|multi_accept|"
                        + "accept_mutex.*|.*_request_buffering|.*_socket_keepalive|max_ranges",
                "memory, files and sockets of nginx are not simulated");
        add(
                "keepalive.*|send_timeout|lingering.*",
                "a load balancer has no connections of clients here; 'client_connections' of a server has them");
        add("worker_.*|thread_pool", PROCESSES);
        add(
                "root|alias|index|try_files|return|rewrite.*|error_page|autoindex.*|break|recursive_error_pages|"
                        + "fastcgi_index|fastcgi_split_path_info|empty_gif|mp4.*|dav_.*|mirror.*",
                "responses that nginx makes itself take no time of servers");
        add("resolver.*", "no server in use has a name that nginx resolves again");
        add(
                "set|map|geo|split_clients|perl.*|js_.*|.*_by_lua.*|lua_.*",
                "variables and scripts that select no upstream");
        add("limit_conn(_zone|_dry_run)?", "limits of the connections of a client: here requests have no addresses");
        add("limit_req_zone", "no location in use has this limit");
        add("limit_(req|conn)_(status|log_level|dry_run)", "the response to refused requests changes no load");
        add("limit_rate.*", "the rate of a response is that of the link: 'bandwidth' of the network has it");
        add(".*_cache.*|.*_store.*|.*_no_cache", "settings of caches of nginx, which are left out");
        add(
                "stream|preread.*|proxy_timeout|proxy_responses|proxy_requests",
                "settings of connections without requests");
    }

    private NginxIgnored() {}

    private static void add(String names, String reason) {
        CLASSES.put(Pattern.compile(names), reason);
    }

    /** Marks the directives without an effect, each class with its reason. */
    static void markIgnored(List<ProxyDirective> directives, DirectiveReport report) {
        for (ProxyDirective directive : directives) {
            CLASSES.forEach((names, reason) -> {
                if (names.matcher(directive.name()).matches()) {
                    report.passedOver(directive, reason);
                }
            });
            boolean values = List.of("map", "geo", "types", "split_clients").contains(directive.name());
            if (values) {
                directive.block().forEach(value -> report.passedOver(value, "values of variables and media types"));
            } else {
                markIgnored(directive.block(), report);
            }
        }
    }
}
