package dev.brownout.importing.proxy;

import dev.brownout.importing.topology.AddressProtocol;
import dev.brownout.importing.topology.HostAddress;
import dev.brownout.importing.topology.SystemPart;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Group of servers among which a proxy balances requests, with the settings of the balancer and of the servers. */
public final class ProxyUpstream {
    private final String name;
    private final String origin;
    private final List<ProxyServer> servers = new ArrayList<>();
    private final List<ProxySetting> balancer = new ArrayList<>();
    private final List<ProxySetting> single = new ArrayList<>();
    private final List<ProxySetting> tier = new ArrayList<>();

    private String nodesOrigin = "";

    ProxyUpstream(String name, String origin) {
        this.name = name;
        this.origin = origin;
    }

    /** Returns the name in the configuration. */
    public String name() {
        return name;
    }

    /** Returns the file and line. */
    public String origin() {
        return origin;
    }

    /** Returns the servers that are in use. */
    public List<ProxyServer> servers() {
        return Collections.unmodifiableList(servers);
    }

    void add(ProxyServer server) {
        servers.add(server);
    }

    void balancer(String path, String value, String from) {
        balancer.removeIf(setting -> setting.path().equals(path));
        balancer.add(new ProxySetting(path, value, from));
    }

    boolean hasSetting(String path) {
        return balancer.stream().anyMatch(setting -> setting.path().equals(path));
    }

    void tier(String path, String value, String from) {
        tier.add(new ProxySetting(path, value, from));
    }

    /** Returns the number of nodes. */
    public long nodes() {
        return servers.stream().mapToLong(ProxyServer::nodes).sum();
    }

    /** Marks the number of nodes as a guess, with its basis. */
    void guessNodes(String basis) {
        nodesOrigin = "unknown: A GUESS: " + basis;
    }

    /** Returns the origin of the number of nodes. */
    String nodesOrigin() {
        return nodesOrigin.isEmpty() ? "its servers, " + servers.get(0).origin() : nodesOrigin;
    }

    /** Sets a setting of the balancer that applies only if the upstream has a single node. */
    void single(String path, String value, String from) {
        single.add(new ProxySetting(path, value, from));
    }

    /** Returns whether the servers have different weights. */
    boolean isWeighted() {
        return servers.stream().mapToLong(ProxyServer::weight).distinct().count() > 1;
    }

    /**
     * Notes that the servers are databases, caches or queues by the port of one of them.
     *
     * @param consequence consequence of a server in its place, after a comma; empty for none
     */
    void noteProduct(DirectiveReport report, String consequence) {
        servers.stream()
                .map(server -> ProxyServer.port(server.address()))
                .filter(port -> !port.isEmpty())
                .flatMap(port -> AddressProtocol.of("", new HostAddress("", "", Integer.parseInt(port))).stream())
                .findFirst()
                .ifPresent(protocol -> report.note(origin + ": the servers of " + name + " are "
                        + protocol.product().text() + " by " + protocol.evidence()
                        + "; a balancer of a scenario selects among servers, so they are servers here" + consequence));
    }

    /** Returns whether the servers of another upstream are these, in the same order if their weights differ. */
    boolean hasSameServers(ProxyUpstream other) {
        List<String> own = addresses();
        List<String> others = other.addresses();
        if (!isWeighted() && !other.isWeighted()) {
            Collections.sort(own);
            Collections.sort(others);
        }
        return own.equals(others);
    }

    private List<String> addresses() {
        return servers.stream()
                .map(server -> server.nodes() + " " + server.address())
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** Returns whether the servers of another upstream have the same settings. */
    boolean servesAs(ProxyUpstream other) {
        return tier.stream()
                .map(ProxySetting::value)
                .toList()
                .equals(other.tier.stream().map(ProxySetting::value).toList());
    }

    /** Returns the weight of each node, in the order of the servers. */
    private String weights() {
        return servers.stream()
                .flatMapToLong(server -> LongStream.range(0, server.nodes()).map(node -> server.weight()))
                .mapToObj(Long::toString)
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /**
     * Adds the settings of the balancer to a part.
     *
     * @param nodes number of nodes behind the balancer
     */
    public void balance(SystemPart part, long nodes) {
        List<ProxySetting> all = new ArrayList<>(balancer);
        if (nodes == 1) {
            single.forEach(own -> all.removeIf(other -> other.path().startsWith(own.path())));
            all.addAll(single);
        }
        all.forEach(setting -> part.addSetting(setting.path(), setting.value(), setting.origin()));
    }

    /** Adds the weights of the nodes to a balancer, in the order of the servers. */
    void weigh(SystemPart part) {
        if (isWeighted()) {
            part.addSetting("weights", weights(), "origin: the servers of " + origin);
        }
    }

    /** Adds the settings of the servers to a part. */
    public void serve(SystemPart part) {
        tier.forEach(setting -> part.addSetting(setting.path(), setting.value(), setting.origin()));
    }
}
