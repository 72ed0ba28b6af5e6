package dev.brownout.cli;

/** A variable of the environment that the program heeds, or the launcher that starts it. */
public enum EnvironmentVariable {
    /** Nothing but text on a terminal. */
    NO_COLOR("no colour, no links and no clearing of the screen on a terminal, unless --color says otherwise"),

    /** What the terminal can do. */
    TERM("where it says dumb, the same as NO_COLOR"),

    /** Where an internal error came from. */
    BROWNOUT_DEBUG("says of an internal error where in the program it came from, and of a run what it took"),

    /** The summary of a step of a workflow. */
    GITHUB_STEP_SUMMARY("the file to which --format github adds what was found; set by the runner of GitHub Actions"),

    /** Which pod of a Job of Kubernetes this is. */
    JOB_COMPLETION_INDEX("which of the shards this is, from 0, where --shard says only how many there are; set by"
            + " Kubernetes in the pods of an Indexed Job"),

    /** Which child of an array job of AWS Batch this is. */
    AWS_BATCH_JOB_ARRAY_INDEX("the same, set by AWS Batch in the children of an array job"),

    /** Which task of an array job of Slurm this is. */
    SLURM_ARRAY_TASK_ID("the same, counted from SLURM_ARRAY_TASK_MIN, set by Slurm in the tasks of an array job"),

    /** Where the numbers of these tasks begin. */
    SLURM_ARRAY_TASK_MIN("the smallest SLURM_ARRAY_TASK_ID of the array job"),

    /** Which Java is used. */
    JAVA_HOME("the Java that runs the program, 17 or newer, instead of the one on the PATH or a Java from 25 on that"
            + " is installed where the system has them; a runtime folder beside bin goes before it"),

    /** Options of Java. */
    JAVA_TOOL_OPTIONS("options of Java, such as -Xmx8g; so are JDK_JAVA_OPTIONS and _JAVA_OPTIONS"),

    /** Where an installed launcher keeps what makes the next start faster. */
    XDG_CACHE_HOME("where an installed program keeps the loaded classes of its first start, in a folder brownout, which"
            + " may be deleted; ~/.cache where it is not set. Where neither can be written, every start takes"
            + " as long as the first"),

    /** Where the launcher writes the log of a build. */
    TMPDIR("where a launcher in a checkout writes the log of its build; /tmp where it is not set");

    private final String meaning;

    EnvironmentVariable(String meaning) {
        this.meaning = meaning;
    }

    /** What it does, for the manual page: a phrase without a full stop. */
    public String meaning() {
        return meaning;
    }
}
