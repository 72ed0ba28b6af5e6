package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shard selection by option or by the environment of a batch system. */
class ShardOptionTest extends ShardCommandFixture {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "JOB_COMPLETION_INDEX=2 | 3/4 | JOB_COMPLETION_INDEX=2",
                "AWS_BATCH_JOB_ARRAY_INDEX=0 | 1/4 | AWS_BATCH_JOB_ARRAY_INDEX=0",
                "SLURM_ARRAY_TASK_ID=11 SLURM_ARRAY_TASK_MIN=10 | 2/4 | ID=11 with SLURM_ARRAY_TASK_MIN=10",
                "SLURM_ARRAY_TASK_ID=3 SLURM_ARRAY_TASK_MIN=0 JOB_COMPLETION_INDEX=3 | 4/4 | SLURM_ARRAY_TASK_ID=3"
            })
    void shardNumberIsReadFromTheBatchSystem(String environment, String shard, String message) {
        Session session = run(
                variables(environment),
                SWEEP,
                "--shard",
                "/4",
                "--out",
                folder.resolve("o").toString());
        assertThat(session.out()).startsWith("shard " + shard + ": ");
        assertThat(session.err()).contains("brownout: this is shard " + shard + ": ", message);
        assertThat(run(
                                variables(environment),
                                SWEEP,
                                "--shard",
                                "4/4",
                                "--out",
                                folder.resolve("o").toString())
                        .out())
                .startsWith("shard 4/4: ");
    }

    private static Map<String, String> variables(String environment) {
        Map<String, String> variables = new TreeMap<>();
        for (String one : environment.split(" ", -1)) {
            variables.put(one.replaceFirst("=.*", ""), one.replaceFirst("[^=]*=?", ""));
        }
        return variables;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HOME=/ | unknown index of 4 shards; expected JOB_COMPLETION_INDEX, ",
                "JOB_COMPLETION_INDEX=4 | there is no 5/4 (from JOB_COMPLETION_INDEX=4)",
                "JOB_COMPLETION_INDEX=-1 | JOB_COMPLETION_INDEX is '-1', which is not the number of a shard",
                "JOB_COMPLETION_INDEX=1 AWS_BATCH_JOB_ARRAY_INDEX=2 | contradictory environment variables JOB_COMP",
                "SLURM_ARRAY_TASK_ID=1 | SLURM_ARRAY_TASK_ID is set, but not SLURM_ARRAY_TASK_MIN",
                "SLURM_ARRAY_TASK_ID=1 SLURM_ARRAY_TASK_MIN=2 | there is no 0/4",
                "AWS_BATCH_JOB_ARRAY_INDEX=99999999999 | is not the number of a shard"
            })
    void rejectsAmbiguousOrInvalidEnvironments(String environment, String reason) {
        onRefused(
                run(
                        variables(environment),
                        SWEEP,
                        "--shard",
                        "/4",
                        "--out",
                        folder.resolve("o").toString()),
                reason);
        assertThat(folder.resolve("o")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "0/4 | the shards of 4 are 1/4 to 4/4; there is no 0/4",
                "5/4 | the shards of 4 are 1/4 to 4/4; there is no 5/4",
                "1/0 | an experiment has 1 to 1000000 shards, not 0",
                "1/99999999999999999999 | an experiment has 1 to 1000000 shards",
                "a/b | 'a/b' is not a shard; expected i/n, such as 3/16",
                "3 | '3' is not a shard",
                "-1/4 | '-1/4' is not a shard",
                "1/4/5 | '1/4/5' is not a shard"
            })
    void rejectsInvalidShards(String shard, String reason) {
        for (String line : List.of(SWEEP, "compare SHOP", "replicate SHOP")) {
            onRefused(run(line, "--shard=" + shard, "--out", folder.resolve("o").toString()), "--shard: ", reason);
        }
    }

    @Test
    void rejectsCommandsThatCannotBeSharded() {
        for (String line : List.of(SWEEP, "compare SHOP", "replicate SHOP")) {
            onRefused(run(line, "--shard", "1/2"), "--shard needs --out DIR");
        }
        String out = folder.resolve("o").toString();
        onRefused(
                run("capacity SHOP --vary load --shard 1/2 --out", out),
                "--shard: capacity selects each design by the previous result");
        onRefused(run("falsify SHOP --shard 1/2 --out", out), "--shard: falsify selects each batch of schedules");
        onRefused(
                run("replicate SHOP --precision 5% --shard 1/2 --out", out),
                "--shard: --precision decides the number of replications");
    }
}
