package dev.brownout.reality.product;

import dev.brownout.reality.Processes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Programs, processes and results of the trials of a product. */
final class Lab implements AutoCloseable {
    private static final List<String> FOLDERS =
            List.of("/usr/sbin", "/usr/lib/rabbitmq/bin", "/usr/share/tomcat10/bin", "/usr/lib/postgresql/15/bin");

    private final Path results;
    private final List<Processes> started = new ArrayList<>();

    /**
     * Creates a lab.
     *
     * @param results folder of the scenarios and of the recorded times
     */
    Lab(Path results) {
        this.results = results;
    }

    /** Returns the folder of the scenarios. A scenario reads recorded times from here: {@code file(service.csv)}. */
    Path results() {
        return results;
    }

    /** Returns new processes in a temporary folder of their own. */
    Processes processes() throws IOException {
        Processes made = new Processes(program("setpriv"));
        started.add(made);
        return made;
    }

    /** Ends all processes, also those of a site that failed to start. */
    @Override
    public void close() {
        started.forEach(Processes::close);
        started.clear();
    }

    /**
     * Returns the path of a program.
     *
     * @throws IOException if it is missing
     */
    static Path program(String name) throws IOException {
        List<String> folders = new ArrayList<>(List.of(System.getenv("PATH").split(":", -1)));
        folders.addAll(FOLDERS);
        for (String folder : folders) {
            Path path = Path.of(folder, name);
            if (Files.isExecutable(path)) {
                return path;
            }
        }
        throw new IOException("no program " + name);
    }

    /** Returns the missing programs of a product, with their packages. */
    static List<String> missing(MeasuredProduct product) {
        List<String> missing = new ArrayList<>();
        for (Map.Entry<String, String> each : product.programs().entrySet()) {
            try {
                program(each.getKey());
            } catch (IOException absent) {
                missing.add(each.getKey() + " (Debian's package " + each.getValue() + ")");
            }
        }
        return missing;
    }

    /** Returns the output of a short command, with its errors. */
    static String output(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return text;
    }

    /**
     * Records the times of successful calls as a file for scenarios, without the warm-up.
     *
     * @param name name of the file, such as {@code service.csv}
     */
    void recordTimes(String name, Load load, int seconds, Site site) throws IOException, InterruptedException {
        Files.write(
                results.resolve(name),
                measured(load, seconds, site).counted().stream()
                        .filter(CallResult::succeeded)
                        .map(result -> (result.ended() - result.planned()) / 1000 + "us")
                        .toList());
    }

    /**
     * Returns the successful calls per second of users without pauses, after the warm-up.
     *
     * @param seconds duration with the warm-up
     */
    double capacity(int users, int seconds, Site site) throws InterruptedException {
        Measured measured = measured(new Load.Closed(users, Duration.ZERO), seconds, site);
        return measured.count(CallResult::succeeded) / measured.seconds();
    }

    private static Measured measured(Load load, int seconds, Site site) throws InterruptedException {
        ProductTrial trial = ProductTrial.of("calibration", "", "", load, seconds, lab -> site);
        return new Measured(trial, site, load.run(site.client(), trial, 0, start -> {}));
    }
}
