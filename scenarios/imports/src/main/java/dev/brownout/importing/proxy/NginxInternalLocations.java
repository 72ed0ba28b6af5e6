package dev.brownout.importing.proxy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Locations of nginx that users do not reach: internal ones, and targets of mirrors, of authorization and of pages for
 * errors. A location that {@code try_files}, {@code rewrite} or a page for the status 404 selects is reached by users.
 *
 * @see <a href="https://nginx.org/r/internal">nginx, internal</a>
 * @see <a href="https://nginx.org/r/mirror">nginx, ngx_http_mirror_module</a>
 * @see <a href="https://nginx.org/r/auth_request">nginx, ngx_http_auth_request_module</a>
 */
final class NginxInternalLocations {
    private static final String MIRROR = "a copy of each request of the locations with 'mirror', for which no request"
            + " waits: its load is left out";
    private static final String AUTHORIZATION =
            "one more call before each request of the locations with 'auth_request': it is left out";
    private static final String FALLBACK = "a fallback after an error of the server: it is left out";
    private static final String INTERNAL =
            "an internal location, which no request of users selects by its address: it is left out";

    private final DirectiveReport report;
    private final Map<String, String> hidden = new LinkedHashMap<>();
    private final Set<String> reached = new LinkedHashSet<>();
    private final List<ProxyDirective> sources = new ArrayList<>();

    NginxInternalLocations(List<ProxyDirective> directives, DirectiveReport report) {
        this.report = report;
        collect(directives);
        for (ProxyDirective source : sources) {
            String target = last(source);
            if (!reached.contains(target)) {
                report.leftOut(source, hidden.get(target));
            }
        }
    }

    private static String last(ProxyDirective directive) {
        return directive.arg(directive.args().size() - 1);
    }

    private void collect(List<ProxyDirective> directives) {
        for (ProxyDirective directive : directives) {
            String target = directive.args().isEmpty() ? "" : last(directive);
            switch (directive.name()) {
                case "mirror" -> hide(directive, MIRROR);
                case "auth_request" -> hide(directive, AUTHORIZATION);
                case "error_page" -> {
                    if (directive.args().contains("404")) {
                        reached.add(target);
                    } else if (target.startsWith("@") || target.startsWith("/")) {
                        hide(directive, FALLBACK);
                    }
                }
                case "try_files" -> reached.add(target);
                case "rewrite" -> reached.add(directive.arg(1));
                default -> collect(directive.block());
            }
        }
    }

    private void hide(ProxyDirective source, String reason) {
        if (!last(source).equals("off")) {
            hidden.putIfAbsent(last(source), reason);
            sources.add(source);
        }
    }

    /** Returns whether users do not reach a location. The report then has the reason for each route in its block. */
    boolean leavesOut(ProxyDirective location) {
        if (!location.name().equals("location") || location.args().isEmpty() || reached.contains(last(location))) {
            return false;
        }
        boolean internal = location.children("internal").findAny().isPresent();
        String reason = hidden.get(last(location));
        if (reason == null && !internal) {
            return false;
        }
        leaveOut(location.block(), reason == null ? INTERNAL : reason);
        return true;
    }

    private void leaveOut(List<ProxyDirective> block, String reason) {
        for (ProxyDirective directive : block) {
            if (NginxConfig.isPass(directive)) {
                report.leftOut(directive, reason);
            } else {
                report.passedOver(directive, "settings of locations that users do not reach");
            }
            leaveOut(directive.block(), reason);
        }
    }
}
