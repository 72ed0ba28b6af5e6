package dev.brownout.reality;

import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.ReplicationSummary;
import dev.brownout.experiment.replicate.ReplicationPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Scenario of the site, from the calibration and the configuration, and its predictions. */
final class SiteModel {
    private static final int REPLICATIONS = 10;
    private static final String BASE = "base";

    /**
     * Time before the load at the start of a run, to fill the cache with recently used entries like that of the site.
     */
    private static final Duration FILLING = Duration.ofSeconds(60);

    private final Path folder;
    private final SiteCalibration calibration;

    /** Creates a model, and writes the files of the calibration into a folder. */
    SiteModel(Path folder, SiteCalibration calibration) throws IOException {
        this.folder = folder;
        this.calibration = calibration;
        calibration.write(folder);
    }

    /**
     * Returns the predicted metrics of a trial, one element per independent run. The scenario is written to the folder.
     */
    List<Figures> predict(SiteTrial trial) throws IOException {
        Path file = folder.resolve(trial.name().replace(' ', '-') + ".yaml");
        Files.writeString(file, scenario(trial));
        Experiment experiment = Experiment.file(file).replications(REPLICATIONS);
        for (ComparedMetric figure : ComparedMetric.of(trial)) {
            experiment = experiment.metric(figure.metric());
        }
        ReplicationSummary summary = ReplicationPlan.of(experiment).run().of(BASE);
        List<Figures> runs = new ArrayList<>();
        for (int i = 0; i < REPLICATIONS; i++) {
            Map<ComparedMetric, Double> values = new EnumMap<>(ComparedMetric.class);
            for (ComparedMetric figure : ComparedMetric.of(trial)) {
                values.put(figure, summary.sample(figure.metric()).values().get(i));
            }
            runs.add(new Figures(values));
        }
        return runs;
    }

    private String scenario(SiteTrial trial) {
        return String.format(
                Locale.ROOT,
                """
                version: 1
                scenario: The site on one machine, %1$s
                run: { duration: %2$ds, warmup: %3$ds }
                network: { rtt: 0ms, last_mile: file(way.csv), timeout: 5s }
                components:
                  lb: { kind: load-balancer, health: none, redispatch: 1 }
                  web: { kind: server, nodes: 2, workers: %4$d, cores: %4$d, queue: %5$d, service: file(work.csv) }
                  cache:
                    kind: cache
                    entries: %6$d
                    lookup: file(look.csv)
                    client_timeout: %7$dms
                    source: db
                  db:
                    kind: database
                    replicas: 1
                    reads: { from: primary }
                    cores: 1000
                    read: file(query.csv)
                    pool: { size: %8$d, max_wait: %9$ds, held: call }
                    failover: { after: %10$dms }
                requests:
                  page:
                    rate: %11$s/s
                    key: %12$s
                    timeout: %13$ds
                    steps: [lb, web, read: cache]
                %14$s""",
                trial.name(),
                FILLING.plus(trial.length()).toSeconds(),
                FILLING.plus(SiteTrial.WARMUP).toSeconds(),
                SiteService.WORKERS,
                SiteService.QUEUE,
                calibration.entries(),
                SiteService.CACHE_TIMEOUT.toMillis(),
                SiteService.CONNECTIONS,
                SiteService.LONGEST_WAIT.toSeconds(),
                Fault.CHECK.toMillis() / 2,
                Math.round(trial.perSecond()),
                calibration.keys().text(),
                SiteTrial.TIMEOUT.toSeconds(),
                trial.fault().faults(FILLING.toSeconds()));
    }
}
