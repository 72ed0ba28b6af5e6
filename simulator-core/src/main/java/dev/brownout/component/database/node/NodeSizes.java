package dev.brownout.component.database.node;

import dev.brownout.fleet.DesiredCount;
import dev.brownout.host.Host;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.kernel.Simulation;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.Sampler;
import dev.brownout.result.VariantResult.TimelineEvent;
import dev.brownout.sentence.Sentence;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ScalableTier.Deployment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Number of cores of the database nodes, and the rolling resize of each replica group. Groups are resized
 * independently. Within a group, several nodes at a time are resized, and the primary alone and last. A node stops, is
 * down for its startup time, and returns with the new size. The next nodes follow when it has caught up with all
 * commits up to its return. A node that a fault has killed has the new size when it recovers.
 */
public final class NodeSizes {
    /** Metrics of a database with resized nodes. */
    public record Measures(
            @Doc("Cores of the nodes that are not stopped for a resize, time-weighted.")
            @Display(value = Display.As.LEVEL, in = Display.In.CHART)
            @ChartTitle("Cores of {} in service")
            TimeWeighted coresInService) {}

    /** Interval of the checks whether a node has caught up, in ns. */
    private static final long CHECK_INTERVAL_NANOS = 1_000_000_000;

    /** Maximum number of resize events of a database in the timeline; a thousand shards have many nodes. */
    private static final int MAX_TIMELINE_EVENTS = 24;

    private final ComponentContext context;
    private final Simulation simulation;
    private final KeyedRandom random;
    private final DesiredCount desiredSize;
    private final Measures measures;
    private final List<Group> groups = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private int desiredCores;
    private Deployment deployment;
    private Sampler startup;
    private long stopped;
    private int timelineEvents;

    /**
     * Creates the sizes of nodes with equal numbers of cores.
     *
     * @param atFirst initial cores of each node
     * @param grouped the nodes of each group
     */
    public NodeSizes(ComponentContext context, int atFirst, List<? extends List<? extends SizedNode>> grouped) {
        this.context = context;
        this.simulation = context.simulation();
        this.random = context.random("startup");
        this.desiredSize = new DesiredCount(atFirst);
        this.measures = context.metrics().instruments(Measures.class);
        this.desiredCores = atFirst;
        grouped.forEach(its -> groups.add(new Group(its)));
        count();
    }

    /** Requests another size, until {@link #cancelScale} withdraws the request. */
    public void scale(int cores, Deployment pace) {
        applySize(desiredSize.add(cores), pace);
    }

    /** Withdraws the oldest request for a size. The newest remaining request applies, or else the initial size. */
    public void cancelScale(int cores, Deployment pace) {
        applySize(desiredSize.cancel(cores), pace);
    }

    private void applySize(int cores, Deployment pace) {
        desiredCores = cores;
        deployment = pace;
        startup = pace.startup().orElseThrow().sampler();
        nodes.stream().filter(node -> !node.serves()).forEach(Node::applyRequestedSize);
        groups.forEach(Group::resizeNext);
    }

    private void count() {
        long cores = 0;
        for (Node node : nodes) {
            cores += node.host().membership().inService() && !node.isRestarting ? node.cores : 0;
        }
        measures.coresInService().set(simulation.now(), cores);
    }

    /** Resize state of a node. */
    private final class Node implements Host.Resident {
        private final SizedNode node;
        private final Group group;
        private int cores = desiredCores;
        private boolean isRestarting;
        private boolean awaited;
        /** Test whether the node has caught up; {@code null} while it is not back. */
        private BooleanSupplier caughtUp;

        Node(SizedNode node, Group group) {
            this.node = node;
            this.group = group;
            host().attach(this);
        }

        Host host() {
            return node.host();
        }

        /** Returns whether the node has a live process, which a resize would kill. */
        boolean serves() {
            return host().membership().isAlive();
        }

        /** Sets the requested size. Requires that the node has no process. */
        void applyRequestedSize() {
            if (cores != desiredCores) {
                cores = desiredCores;
                node.resize(cores);
                context.hosts().billCores(host(), cores);
            }
        }

        void leave() {
            isRestarting = true;
            awaited = true;
            caughtUp = null;
            host().beginRestart();
            applyRequestedSize();
            count();
            simulation.scheduleAfter(
                    startup.sampleNanos(random.withIdentity(KeyedRandom.key(stopped++, 0, host().node()))),
                    step -> restart(),
                    0);
        }

        private void restart() {
            isRestarting = false;
            host().endRestart();
            count();
            if (timelineEvents++ < MAX_TIMELINE_EVENTS) {
                context.timeline()
                        .note(
                                "resized",
                                host().node(),
                                Sentence.of(
                                        cores == 1 ? "{} restarted with {} core" : "{} restarted with {} cores",
                                        host().node(),
                                        cores),
                                TimelineEvent.facts("cores", (long) cores));
            }
            group.resizeNext();
        }

        /** Returns whether the node is up again and has caught up, so that the resize can continue. */
        boolean back() {
            if (isRestarting || !host().isUp()) {
                caughtUp = null;
                return false;
            }
            if (caughtUp == null) {
                caughtUp = node.returned();
            }
            return caughtUp.getAsBoolean();
        }

        @Override
        public void membershipChanged() {
            count();
        }
    }

    /** A group of nodes that are resized in a rolling fashion. */
    private final class Group {
        private final List<Node> its = new ArrayList<>();
        private long timer = Simulation.NO_TIMER;

        Group(List<? extends SizedNode> sized) {
            sized.forEach(node -> its.add(new Node(node, this)));
            nodes.addAll(its);
        }

        /** Starts the resize of the next nodes once the previous ones are back. */
        void resizeNext() {
            simulation.cancel(timer);
            timer = Simulation.NO_TIMER;
            its.forEach(node -> node.awaited &= !node.back());
            if (its.stream().noneMatch(node -> node.awaited)) {
                next().forEach(Node::leave);
            }
            if (its.stream().anyMatch(node -> node.awaited && !node.isRestarting)) {
                timer = simulation.scheduleAfter(CHECK_INTERVAL_NANOS, step -> resizeNext(), 0);
            }
        }

        private List<Node> next() {
            its.stream().filter(node -> !node.serves()).forEach(Node::applyRequestedSize);
            List<Node> others = its.stream()
                    .filter(node -> node.cores != desiredCores && !node.node.leads())
                    .limit(deployment.by())
                    .toList();
            return others.isEmpty()
                    ? its.stream()
                            .filter(node -> node.cores != desiredCores)
                            .limit(1)
                            .toList()
                    : others;
        }
    }
}
