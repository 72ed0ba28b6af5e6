package dev.brownout.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.capacity.LoadStage.NodeSite;
import dev.brownout.fault.PowerOffFault;
import dev.brownout.fault.SlowFault;
import dev.brownout.runtime.Scenes;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.scenario.KeySpaces;
import dev.brownout.spec.Factor;
import dev.brownout.spec.Selector;
import dev.brownout.spi.FaultSpec;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LoadStageTest {
    private static final KeySpaces NO_KEYS = KeySpaces.of(Scenes.scene().scenario());

    private static LoadStage stageDuring(FaultSpec verb, String head, String... parts) {
        FaultEntry fault = new FaultEntry(
                0, Optional.of(10L), "f", Optional.of(new Selector(head, List.of(parts))), Optional.empty(), verb, "f");
        return new LoadStage(0, 10, List.of(fault), List.of(), NO_KEYS, new TreeSet<>(), BindingLimits.NONE, 1);
    }

    @Test
    void lostRegionTakesItsInstancesDown() {
        LoadStage stage = stageDuring(new PowerOffFault(), "region", "east");
        assertThat(stage.isUp("web", "1", NodeSite.of("east"))).isFalse();
        assertThat(stage.isUp("web", "2", NodeSite.of("west"))).isTrue();
        assertThat(stage.withoutStops()).isFalse();
    }

    @Test
    void selectorTakesTheNamedInstancesDown() {
        assertThat(stageDuring(new PowerOffFault(), "db", "replica-*").isUp("db", "replica-2", NodeSite.of("")))
                .isFalse();
        assertThat(stageDuring(new PowerOffFault(), "db", "replica-*").isUp("db", "primary", NodeSite.of("")))
                .isTrue();
        assertThat(stageDuring(new PowerOffFault(), "web").isUp("web", "7", NodeSite.of("")))
                .isFalse();
        assertThat(stageDuring(new PowerOffFault(), "web").isUp("db", "7", NodeSite.of("")))
                .isTrue();
    }

    @Test
    void slowInstanceStaysUp() {
        assertThat(stageDuring(new SlowFault(new Factor(3)), "web", "1").isUp("web", "1", NodeSite.of("")))
                .isTrue();
    }

    @Test
    void zoneFaultsStopTheNodesOfTheZone() {
        LoadStage stage = stageDuring(new PowerOffFault(), "zone", "b");
        assertThat(stage.isUp("web", "1", new NodeSite("", "a", false))).isTrue();
        assertThat(stage.isUp("web", "2", new NodeSite("", "b", false))).isFalse();
        assertThat(stage.isUp("web", "3", new NodeSite("", "a", false))).isTrue();
        assertThat(stage.isUp("ids", "1", NodeSite.of(""))).isTrue();
    }

    @Test
    void zoneFaultOfOneRegionLeavesTheZoneOfAnotherRegionUp() {
        LoadStage stage = stageDuring(new PowerOffFault(), "zone", "east", "b");
        assertThat(stage.isUp("web", "2", new NodeSite("east", "b", false))).isFalse();
        assertThat(stage.isUp("web", "1", new NodeSite("east", "a", false))).isTrue();
        assertThat(stage.isUp("web", "4", new NodeSite("west", "b", false))).isTrue();
        assertThat(stageDuring(new PowerOffFault(), "zone", "b").isUp("web", "4", new NodeSite("west", "b", false)))
                .isFalse();
    }

    @Test
    void regionAndZoneFaultsLeaveNodesOutsideTheDataCentersUp() {
        NodeSite edge = new NodeSite("east", "", true);
        assertThat(stageDuring(new PowerOffFault(), "region", "east").isUp("cdn", "1", edge))
                .isTrue();
        assertThat(stageDuring(new PowerOffFault(), "zone", "a").isUp("cdn", "1", edge))
                .isTrue();
        assertThat(stageDuring(new PowerOffFault(), "cdn", "1").isUp("cdn", "1", edge))
                .isFalse();
    }
}
