package dev.brownout.importing.compose;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.config.ConfigurationReport;
import dev.brownout.importing.config.SettingsReport;
import dev.brownout.importing.proxy.ProxyRoute;
import dev.brownout.importing.proxy.ProxyRoutes;
import dev.brownout.importing.proxy.ProxyServer;
import dev.brownout.importing.proxy.ProxyUpstream;
import dev.brownout.importing.system.IdentifierSanitizer;
import dev.brownout.importing.topology.HostReferences;
import dev.brownout.importing.topology.Product;
import dev.brownout.importing.topology.Role;
import dev.brownout.importing.topology.SystemPart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Configurations of nginx and HAProxy that a Compose file mounts, or that are given with it. A mounted file is read if
 * it is near the Compose file. The upstreams replace the callees of the balancer.
 */
final class MountedProxyConfig {
    private static final Pattern TARGET =
            Pattern.compile("/etc/nginx(/.*)?|/usr/local/openresty/nginx/conf(/.*)?|(/usr/local)?/etc/haproxy(/.*)?");

    private final Map<String, ComposeService> services;
    private final Map<Product, List<ImportSource>> configFiles;
    private final Map<String, SystemPart> parts;
    private final List<Set<String>> upstreams = new ArrayList<>();
    private final Map<String, Long> weights = new LinkedHashMap<>();
    private final SettingsReport account;
    private final MountedFiles files;
    private final HostReferences hosts;
    private final IdentifierSanitizer names;

    MountedProxyConfig(ImportedCompose project, HostReferences hosts, Map<Product, List<ImportSource>> files) {
        this.configFiles = files;
        this.services = project.services();
        this.parts = project.parts();
        this.account = project.account();
        this.files = project.mounted();
        this.names = project.names();
        this.hosts = hosts;
    }

    /**
     * Reads the configurations of all balancers.
     *
     * @throws ImportException if a file is not readable, or a given file belongs to no service
     */
    void read() throws ImportException {
        Set<Product> balancers = new LinkedHashSet<>();
        for (ComposeService service : List.copyOf(services.values())) {
            Optional<Product> product = service.product().filter(one -> one == Product.NGINX || one == Product.HAPROXY);
            SystemPart part = parts.get(service.name());
            if (product.isPresent() && part != null && part.role() == Role.BALANCER) {
                List<ImportSource> mounted = files.of(service, TARGET);
                List<ImportSource> config =
                        mounted.isEmpty() ? configFiles.getOrDefault(product.get(), List.of()) : mounted;
                balancers.add(product.get());
                if (!config.isEmpty()) {
                    apply(service, ProxyRoutes.of(product.get(), config, hosts::isService));
                }
            }
        }
        for (var other : configFiles.entrySet()) {
            if (!balancers.contains(other.getKey())) {
                throw new ImportException(
                        "{}: no service of {} is {}; import it alone",
                        other.getValue().get(0).name(),
                        String.join(", ", account.names()),
                        other.getKey() == Product.NGINX ? "nginx" : "HAProxy");
            }
        }
    }

    /** Returns whether two services are servers of one upstream. */
    boolean joins(String one, String other) {
        return upstreams.stream().anyMatch(all -> all.contains(one) && all.contains(other));
    }

    /** Returns the weight of each node of a service in its upstream. */
    long weight(String service) {
        return weights.getOrDefault(service, 1L);
    }

    private void apply(ComposeService service, ProxyRoutes config) {
        Map<ProxyUpstream, Set<String>> members = new LinkedHashMap<>();
        for (ProxyRoute route : config.routes()) {
            Set<String> known = new LinkedHashSet<>();
            for (ProxyServer server : route.upstream().servers()) {
                if (hosts.isService(server.host())) {
                    known.add(hosts.service(server.host()));
                }
            }
            if (!known.isEmpty()) {
                members.put(route.upstream(), known);
            }
        }
        report(config.report());
        if (members.isEmpty()) {
            account.leftOut(String.join(", ", config.report().names()) + ": no server of " + service.name()
                    + " is a service of these files; its calls are those of the compose file");
            return;
        }
        SystemPart part = parts.get(service.name());
        Set<String> before = new LinkedHashSet<>(part.calls().keySet());
        before.forEach(part::drops);
        for (var entry : members.entrySet()) {
            SystemPart balancer = members.size() == 1 ? part : additionalBalancer(part, service, entry.getKey());
            calls(balancer, entry.getKey(), entry.getValue());
        }
        if (members.size() > 1) {
            parts.remove(service.name());
            account.leftOut(service.name() + " is one process with " + members.size()
                    + " balancers here, one for each upstream: a fault of it needs a fault of each");
        }
    }

    private void report(ConfigurationReport report) {
        report.leftOut().forEach(account::leftOut);
        report.summary().stream().skip(1).map(String::strip).forEach(account::leftOut);
    }

    /** Creates the balancer of one of several upstreams. */
    private SystemPart additionalBalancer(SystemPart part, ComposeService service, ProxyUpstream upstream) {
        SystemPart balancer = new SystemPart(
                names.uniqueVariant(part.name() + "-" + upstream.name()),
                Role.BALANCER,
                service.name() + ", the upstream " + upstream.name() + " (" + upstream.origin() + ")");
        service.product()
                .ifPresent(product -> balancer.addSetting(
                        "profile",
                        product.profile(),
                        "origin: " + service.setting().origin()));
        balancer.onEntered(part.entered());
        parts.values().forEach(caller -> {
            String reason = caller.calls().get(part.name());
            if (reason != null) {
                caller.calls(balancer.name(), reason);
            }
        });
        parts.put(balancer.name(), balancer);
        return balancer;
    }

    private void calls(SystemPart balancer, ProxyUpstream upstream, Set<String> members) {
        long nodes = 0;
        for (String member : members) {
            nodes += parts.get(member).nodes();
            balancer.calls(
                    parts.get(member).name(), "is a server of " + upstream.name() + " (" + upstream.origin() + ")");
            upstream.serve(parts.get(member));
        }
        upstream.balance(balancer, nodes);
        upstreams.add(members);
        for (ProxyServer server : upstream.servers()) {
            if (hosts.isService(server.host())) {
                weights.put(hosts.service(server.host()), server.weight());
            }
        }
    }
}
