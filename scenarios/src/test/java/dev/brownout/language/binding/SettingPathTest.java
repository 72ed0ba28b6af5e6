package dev.brownout.language.binding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Paths of settings: their sections, their texts, and the lists that contain them. */
class SettingPathTest {
    private static SettingPath path(String text) {
        return SettingPath.parse(text, Set.of("web"));
    }

    @Test
    void componentHasItsSectionInThePathAndNotInItsText() {
        assertThat(path("web.service")).isEqualTo(new SettingPath("components", "web", "service"));
        assertThat(path("components.web.service")).isEqualTo(path("web.service"));
        assertThat(path("web.service")).hasToString("web.service");
        assertThat(path("run.duration").section()).isEqualTo("run");
        assertThat(path("requests.page.key").innerSteps()).isEqualTo(List.of("page", "key"));
    }

    @Test
    void itemOfAListIsInTheList() {
        assertThat(path("load.12").list()).isEqualTo(path("load"));
        assertThat(path("load").list()).isEqualTo(path("load"));
        assertThat(path("web.p99").list()).isEqualTo(path("web.p99"));
        assertThat(path("12").list()).isEqualTo(path("12"));
    }

    @Test
    void pathsAreSortedByTheirTexts() {
        assertThat(path("web.nodes")).isGreaterThan(path("requests.page")).isLessThan(path("web.service"));
    }

    @Test
    void emptyStepsAreKept() {
        assertThat(path("web..nodes").steps()).contains("");
        assertThat(path("").steps()).containsExactly("");
    }
}
