package dev.brownout.law;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.random.Draws;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds a server, and servers in series, to the rows of {@code truths.jsonl}.
 *
 * <p>All rows of one scene are measured in one run, whose seed is a hash of the scene's id. With the property
 * {@code brownout.laws} at {@code full} the run has the number of requests that the row asks for; else an eighth of it,
 * and the tolerance is widened by √8. A miss is answered by a run ten times as long, whose tolerance is the row's own;
 * never by another seed.
 *
 * <p>Level: the tolerance of a row is four standard deviations, so that a right simulator misses it once in 16,000
 * times. Over the family of all rows here, some 120 of them, Holm's rule asks the smallest p-value to be below α/120; a
 * miss by four standard deviations rejects at α = 0.8 %. As a miss has to happen again in the longer run before a test
 * fails, a right simulator fails this suite far less often still.
 */
@Tag("law")
class LawTest {
    private static final boolean FULL = System.getProperty("brownout.laws", "").equals("full");
    private static final int SHORTER = FULL ? 1 : 8;
    private static final int AGAIN = 10;

    /** Runs a scene with so many requests after the warm-up; what it measured, by the rest of the row's id. */
    @FunctionalInterface
    private interface Scene {
        Map<String, Double> run(Truth row, long n, long seed);
    }

    private static final Map<String, Scene> SCENES = new LinkedHashMap<>();
    private static final Map<String, Map<String, Double>> MEASURED = new HashMap<>();

    static {
        List.of("a", "b").forEach(x -> SCENES.put("q.mm1." + x, Station::run));
        List.of("a", "b", "c").forEach(x -> SCENES.put("q.mmc." + x, Station::run));
        List.of("a", "b", "c").forEach(x -> SCENES.put("q.mmck." + x, Station::run));
        List.of("a", "b", "c", "d").forEach(x -> SCENES.put("q.erlb." + x, only("loss", Station::run)));
        SCENES.put("q.zombie.a", Station::run);
        List.of("d80", "ln80", "erl", "h2", "two", "uni", "bp", "wb")
                .forEach(x -> SCENES.put("q.mg1." + x, Station::run));
        List.of("exp", "det", "ln").forEach(x -> SCENES.put("q.ps." + x, Station::run));
        SCENES.put("q.ps.a", Courses::probes);
        SCENES.put("q.gim1.d", Station::run);
        List.of("a", "b").forEach(x -> SCENES.put("q.mdc." + x, Station::run));
        SCENES.put("q.kingman.a", only("wait", Station::run));
        SCENES.put("q.unstable.a", Courses::unstable);
        SCENES.put("q.transient.a", (row, n, seed) -> Courses.transients(row, n, seed, List.of("t0.1", "t1", "t5")));
        SCENES.put("q.transient.over", (row, n, seed) -> Courses.transients(row, n, seed, List.of("t1", "t10")));
        List.of("a", "b").forEach(x -> SCENES.put("net.tandem." + x, Networks::tandem));
        List.of("jain", "bolch", "web").forEach(x -> SCENES.put("closed." + x, Networks::closed));
        SCENES.put("closed.repair.a", Networks::repair);
        SCENES.put(
                "arrivals.cv",
                (row, n, seed) -> Map.of("a", Courses.gaps(row, n, seed).get("cv")));
        SCENES.put(
                "arrivals.idc",
                (row, n, seed) -> Map.of("a", Courses.gaps(row, 2_000_000, seed).get("idc")));
        SCENES.put("arrivals.sine.a", Courses::sine);
        SCENES.put("co.tene", Courses::stall);
    }

    private static Scene only(String measure, Scene scene) {
        return (row, n, seed) -> Map.of("", scene.run(row, n, seed).get(measure));
    }

    private static String scene(String id) {
        String scene = id;
        while (!SCENES.containsKey(scene) && scene.contains(".")) {
            scene = scene.substring(0, scene.lastIndexOf('.'));
        }
        return scene;
    }

    private static List<String> rows() {
        List<String> rows = new ArrayList<>();
        for (Truth truth : Truth.ALL.values()) {
            if (SCENES.containsKey(scene(truth.id())) && !truth.kind().equals("exact")) {
                rows.add(truth.id());
            }
        }
        return rows;
    }

    private static double measure(Truth row, long n) {
        String scene = scene(row.id());
        String rest = row.id().equals(scene) ? "" : row.id().substring(scene.length() + 1);
        Map<String, Double> measured = MEASURED.computeIfAbsent(
                scene + " " + n, key -> SCENES.get(scene).run(row, n, Draws.key(0, 0, scene)));
        assertThat(measured).as(row.id()).containsKey(rest);
        return measured.get(rest);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void holds(String id) {
        Truth row = Truth.ALL.get(id);
        long n = row.n() / SHORTER;
        double measured = measure(row, n);
        double wider = n == 0 ? 1 : Math.sqrt((double) row.n() / n);
        if (n > 0 && !row.agrees(measured, wider)) {
            measured = measure(row, n * AGAIN);
            wider = 1;
        }
        assertThat(row.agrees(measured, wider))
                .as(
                        "%s: measured %s, expected %s within %s (%s)",
                        id, measured, row.expected(), row.tolerance(), row.kind())
                .isTrue();
    }

    @Test
    void everySceneHasARow() {
        assertThat(rows().stream().map(LawTest::scene).distinct()).containsExactlyInAnyOrderElementsOf(SCENES.keySet());
    }
}
