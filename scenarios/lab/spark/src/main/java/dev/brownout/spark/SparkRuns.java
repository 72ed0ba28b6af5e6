package dev.brownout.spark;

import dev.brownout.experiment.ExperimentException;
import dev.brownout.experiment.TrialExecutor.Batch;
import dev.brownout.experiment.shard.DescribedExperiment;
import dev.brownout.export.ResultJsonReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.SparkContext;
import org.apache.spark.rdd.RDD;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * Execution of a batch of runs as the tasks of one Spark job. Spark retries a task after the loss of its worker; a task
 * has at most four attempts. Each result is stored when it arrives, in any order.
 */
final class SparkRuns {
    /**
     * Maximum number of tasks. A task has an overhead of some milliseconds in Spark. Therefore several short runs share
     * a task.
     */
    private static final int MOST_TASKS = 2_000;

    private static final int WAITING = 64;
    private static final long STOP_CHECK_MILLIS = 200;

    private final SparkContext spark;
    private final Batch batch;
    private final DescribedExperiment experiment;
    private final ConcurrentSkipListSet<Integer> impossible = new ConcurrentSkipListSet<>();
    private final AtomicReference<RuntimeException> failed = new AtomicReference<>();
    private final ThreadPoolExecutor executors;

    /** Creates the execution of a batch of an experiment. */
    SparkRuns(SparkContext spark, Batch batch, DescribedExperiment experiment) {
        this.spark = spark;
        this.batch = batch;
        this.experiment = experiment;
        int threads = Runtime.getRuntime().availableProcessors();
        // If the queue is full, Spark's thread stores the result itself. This slows Spark down and bounds the memory.
        this.executors = new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING),
                new ThreadPoolExecutor.CallerRunsPolicy());
    }

    /**
     * Executes the runs. Returns when all runs have ended or the batch was stopped.
     *
     * @throws ExperimentException if Spark fails, or a run is impossible
     */
    void run() {
        Thread watch = new Thread(this::cancelWhenStopped, "stop");
        watch.setDaemon(true);
        watch.start();
        try {
            submit();
        } catch (Exception cancelled) {
            if (!batch.isStopped() && failed.get() == null) {
                throw new ExperimentException("Spark could not do the runs: " + SparkErrorText.first(cancelled));
            }
        } finally {
            watch.interrupt();
            executors.shutdown();
            awaitExecutors();
        }
        if (failed.get() != null) {
            throw failed.get();
        }
        if (!impossible.isEmpty() && !batch.isStopped()) {
            // The local run throws the exception with the reason.
            batch.runLocally(impossible.first());
            throw new IllegalStateException("run " + impossible.first() + " is possible here, and was not elsewhere");
        }
    }

    private void submit() {
        List<RemoteRun> runs = new ArrayList<>();
        for (int place = 0; place < batch.trials().size(); place++) {
            runs.add(new RemoteRun(place, experiment.number(batch.trials().get(place))));
        }
        RDD<RemoteRun> tasks = spark.parallelize(
                CollectionConverters.asScala(runs).toSeq(),
                Math.min(MOST_TASKS, runs.size()),
                ClassTag$.MODULE$.apply(RemoteRun.class));
        RunBatchTask work = new RunBatchTask(
                spark.broadcast(experiment.json(), ClassTag$.MODULE$.apply(byte[].class)),
                experiment.text().program());
        spark.runJob(
                tasks,
                work,
                new AbstractFunction2<Object, RemoteRunResult[], BoxedUnit>() {
                    @Override
                    public BoxedUnit apply(Object task, RemoteRunResult[] completed) {
                        for (RemoteRunResult one : completed) {
                            executors.execute(() -> store(one));
                        }
                        return BoxedUnit.UNIT;
                    }
                },
                ClassTag$.MODULE$.apply(RemoteRunResult[].class));
    }

    private void store(RemoteRunResult one) {
        try {
            if (one.isPossible()) {
                batch.complete(one.place(), ResultJsonReader.read(one.json()).variants());
            } else {
                impossible.add(one.place());
            }
        } catch (IOException torn) {
            fail(new UncheckedIOException(torn));
        } catch (RuntimeException wrong) {
            fail(wrong);
        }
    }

    private void fail(RuntimeException e) {
        if (failed.compareAndSet(null, e)) {
            spark.cancelAllJobs();
        }
    }

    private void cancelWhenStopped() {
        try {
            while (!batch.isStopped()) {
                Thread.sleep(STOP_CHECK_MILLIS);
            }
            spark.cancelAllJobs();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitExecutors() {
        try {
            if (!executors.awaitTermination(1, TimeUnit.HOURS)) {
                throw new IllegalStateException("results are not kept after an hour");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
