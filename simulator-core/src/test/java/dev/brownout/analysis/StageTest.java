package dev.brownout.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.fault.PowerOff;
import dev.brownout.fault.Slow;
import dev.brownout.run.Scenes;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.scenario.KeySpaces;
import dev.brownout.vocabulary.Factor;
import dev.brownout.vocabulary.Selector;
import dev.brownout.wiring.FaultSpec;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StageTest {
    private static final KeySpaces NO_KEYS = KeySpaces.of(Scenes.scene().scenario());

    private static Stage during(FaultSpec verb, String head, String... parts) {
        FaultEntry fault = new FaultEntry(
                0, Optional.of(10L), "f", Optional.of(new Selector(head, List.of(parts))), Optional.empty(), verb, "f");
        return new Stage(0, 10, List.of(fault), List.of(), true, NO_KEYS, CarriedState.UNKNOWN);
    }

    @Test
    void aLostRegionTakesItsMachinesAway() {
        Stage stage = during(new PowerOff(), "region", "east");
        assertThat(stage.up("web", "1", "east")).isFalse();
        assertThat(stage.up("web", "2", "west")).isTrue();
        assertThat(stage.whole()).isFalse();
    }

    @Test
    void aSelectorTakesTheMachinesThatItNames() {
        assertThat(during(new PowerOff(), "db", "replica-*").up("db", "replica-2", ""))
                .isFalse();
        assertThat(during(new PowerOff(), "db", "replica-*").up("db", "primary", ""))
                .isTrue();
        assertThat(during(new PowerOff(), "web").up("web", "7", "")).isFalse();
        assertThat(during(new PowerOff(), "web").up("db", "7", "")).isTrue();
    }

    @Test
    void aSlowMachineIsThere() {
        assertThat(during(new Slow(new Factor(3)), "web", "1").up("web", "1", ""))
                .isTrue();
    }
}
