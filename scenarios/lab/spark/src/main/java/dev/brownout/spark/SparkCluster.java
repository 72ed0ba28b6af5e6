package dev.brownout.spark;

import dev.brownout.experiment.ExperimentException;
import dev.brownout.experiment.TrialExecutor;
import dev.brownout.experiment.TrialExecutor.Batch;
import dev.brownout.experiment.shard.Cluster;
import dev.brownout.experiment.shard.DescribedExperiment;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;

/**
 * Apache Spark cluster, selected by {@code --engine spark}. Each experiment has its own Spark context, which is stopped
 * at its end.
 */
public final class SparkCluster implements Cluster {
    private static final String MASTER = "spark.master";
    private static final String JARS = "spark.jars";

    /** Constructor for {@code java.util.ServiceLoader}. */
    public SparkCluster() {}

    @Override
    public String name() {
        return "spark";
    }

    @Override
    public TrialExecutor executor(String master, DescribedExperiment experiment) {
        SparkConf conf = conf(master);
        return batch -> run(conf, batch, experiment);
    }

    private static void run(SparkConf conf, Batch batch, DescribedExperiment experiment) {
        if (batch.trials().isEmpty()) {
            return;
        }
        MasterAddress.of(conf.get(MASTER)).requireAnswer();
        SparkContext spark;
        try {
            spark = new SparkContext(conf);
        } catch (Exception refused) {
            throw new ExperimentException("Spark does not begin: " + SparkErrorText.first(refused));
        }
        try {
            new SparkRuns(spark, batch, experiment).run();
        } finally {
            spark.stop();
        }
    }

    /**
     * Returns the Spark configuration. The command line overrides the settings of a surrounding {@code spark-submit},
     * which override the defaults of this program.
     */
    private static SparkConf conf(String master) {
        SparkConf conf = new SparkConf();
        if (!master.isEmpty()) {
            conf.setMaster(master);
        }
        if (!conf.contains(MASTER)) {
            throw new ExperimentException("--engine spark needs --master, such as spark://host:7077 or local[4,4]");
        }
        conf.setIfMissing("spark.app.name", "brownout");
        // Warnings are the only sign that, for example, no worker is free.
        conf.setIfMissing("spark.log.level", "WARN");
        conf.setIfMissing("spark.ui.enabled", "false");
        // Results are processed and released as they arrive, so their total size needs no limit.
        conf.setIfMissing("spark.driver.maxResultSize", "0");
        String own = ownJar();
        if (own.endsWith(".jar")) {
            conf.setIfMissing(JARS, own);
        }
        return conf;
    }

    /** Returns the path of the jar with this class, which Spark distributes to its workers. */
    private static String ownJar() {
        try {
            return Path.of(SparkCluster.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
