package dev.brownout.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.host.Host;
import dev.brownout.network.Edge;
import dev.brownout.network.TierEdges;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.Service;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.ComponentContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Edges to two hosts of a store, one in each of two regions, from callers in both regions. */
class EdgeRegistryTest {
    private static final CallTarget ROUTE = CallTarget.waiting(Operation.READ, Optional.of(Duration.ofSeconds(1)));

    private final List<Host> machines = new ArrayList<>();
    private ComponentContext context;
    private final Harness harness = new Harness(Scenes.scene()
            .region("east", 1)
            .region("west", "east", Duration.ofMillis(1))
            .with("store", List.of("east", "west"), new ReplyComponent((its, first) -> {
                context = its;
                machines.add(first);
                machines.add(its.hosts().addHost("2", its.topology().sites().get(1)));
                return answer();
            })));
    private final Host one = harness.caller("web", "1", "east");
    private final Host two = harness.caller("app", "7", "east");
    private final Host far = harness.caller("web", "2", "west");
    private int made;

    private static Service answer() {
        return (request, reply) -> reply.accept(Outcome.OK, 0);
    }

    private Edge edge(Host caller, Host callee, CallTarget route) {
        return context.client(caller, route).edge(callee, () -> {
            made++;
            return answer();
        });
    }

    @Test
    void callersInOneLocationShareAnEdge() {
        Edge edge = edge(one, machines.get(0), ROUTE);
        assertThat(edge(two, machines.get(0), ROUTE)).isSameAs(edge);
        assertThat(made).isEqualTo(1);
    }

    @Test
    void edgesDifferByLocationHostTargetAndEndpoint() {
        List<Edge> edges = List.of(
                edge(one, machines.get(0), ROUTE),
                edge(far, machines.get(0), ROUTE),
                edge(one, machines.get(1), ROUTE),
                edge(one, machines.get(0), ROUTE.withPatience(Optional.empty())),
                edge(one, machines.get(0), ROUTE.withEndpoint("delete")));
        assertThat(edges).doesNotHaveDuplicates();
        assertThat(made).isEqualTo(5);
        assertThat(edges).extracting(Edge::callee).containsOnly(machines.get(0), machines.get(1));
    }

    @Test
    void tierEdgesLeadToTheHostsOfTheTarget() {
        TierEdges near = context.client(one, ROUTE).edges(machines, machine -> answer());
        assertThat(near.all()).extracting(Edge::callee).containsExactly(machines.get(0));
        assertThat(context.client(two, ROUTE).edges(machines, machine -> answer()))
                .isSameAs(near);
        assertThat(near.all()).containsExactly(edge(one, machines.get(0), ROUTE));
        assertThat(made).as("the edge of the group is reused").isZero();
        TierEdges target = context.client(one, ROUTE.inRegion("west")).edges(machines, machine -> answer());
        assertThat(target.all()).extracting(Edge::callee).containsExactly(machines.get(1));
        TierEdges amongOthers = context.client(one, ROUTE).edges(machines.subList(1, 2), machine -> answer());
        assertThat(amongOthers.all()).extracting(Edge::callee).containsExactly(machines.get(1));
    }

    @Test
    void serviceOfAHostIsSharedByItsCallers() {
        List<CallTarget> requested = new ArrayList<>();
        Service first = served(ROUTE, requested);
        assertThat(served(ROUTE.withPatience(Optional.empty()), requested)).isSameAs(first);
        assertThat(served(ROUTE.inRegion("west"), requested)).isSameAs(first);
        assertThat(requested).containsExactly(ROUTE);
        assertThat(served(ROUTE.withEndpoint("delete"), requested)).isNotSameAs(first);
        assertThat(served(ROUTE.withRest(List.of(Scenes.visit("db"))), requested))
                .isNotSameAs(first);
        assertThat(requested).hasSize(3);
    }

    private Service served(CallTarget route, List<CallTarget> requested) {
        return context.service(machines.get(0), route, any -> {
            requested.add(any);
            return new Answer();
        });
    }

    /** Service with a distinct instance per creation, unlike a lambda. */
    private static final class Answer implements Service {
        @Override
        public void call(Request request, Reply reply) {
            reply.accept(Outcome.OK, 0);
        }
    }
}
