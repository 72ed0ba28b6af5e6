package dev.brownout.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** Pooling of call objects, which is active without assertions. Callers must not see any difference. */
class CallPoolingTest {
    @Test
    void poolingDoesNotChangeTheReplies() throws Exception {
        List<URL> classes = new ArrayList<>();
        for (Class<?> type : List.of(Edge.class, RandomHostFaults.class, Histogram.class)) {
            classes.add(type.getProtectionDomain().getCodeSource().getLocation());
        }
        try (URLClassLoader loader =
                new URLClassLoader(classes.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            loader.setDefaultAssertionStatus(false);
            Class<?> pooled = loader.loadClass(RandomHostFaults.class.getName());
            assertThat(loader.loadClass(Edge.class.getName()).desiredAssertionStatus())
                    .isFalse();
            assertThat(Edge.class.desiredAssertionStatus()).isTrue();
            for (int seed = 0; seed < 30; seed++) {
                Object story = pooled.getMethod("story", int.class).invoke(null, seed);
                assertThat(story).isEqualTo(RandomHostFaults.story(seed));
            }
        }
    }
}
