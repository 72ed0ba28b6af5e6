package dev.brownout.cli;

/** Environment variable that the program or its launcher reads. */
public enum EnvironmentVariable {
    /** Disables colours, links and clearing of the screen. */
    NO_COLOR("no colour, no links and no clearing of the screen on a terminal, unless --color says otherwise"),

    /** Type of the terminal. */
    TERM("where it says dumb, the same as NO_COLOR"),

    /** Enables the log of the option {@code --debug}. */
    BROWNOUT_DEBUG("the same as --debug: a detailed log, and where in the program an internal error came from"),

    /** File with the summary of a workflow step in GitHub Actions. */
    GITHUB_STEP_SUMMARY("the file to which --format github adds what was found; set by the runner of GitHub Actions"),

    /** Index of this pod in a Kubernetes Indexed Job. */
    JOB_COMPLETION_INDEX("which of the shards this is, from 0, where --shard says only how many there are; set by"
            + " Kubernetes in the pods of an Indexed Job"),

    /** Index of this child of an AWS Batch array job. */
    AWS_BATCH_JOB_ARRAY_INDEX("the same, set by AWS Batch in the children of an array job"),

    /** Index of this task of a Slurm array job. */
    SLURM_ARRAY_TASK_ID("the same, counted from SLURM_ARRAY_TASK_MIN, set by Slurm in the tasks of an array job"),

    /** Smallest task index of the Slurm array job. */
    SLURM_ARRAY_TASK_MIN("the smallest SLURM_ARRAY_TASK_ID of the array job"),

    /** Java installation that runs the program. */
    JAVA_HOME("the Java that runs the program, 17 or newer, instead of the one on the PATH or a Java from 25 on that"
            + " is installed where the system has them; a runtime folder beside bin goes before it"),

    /** Options of the Java virtual machine. */
    JAVA_TOOL_OPTIONS("options of Java, such as -Xmx8g; so are JDK_JAVA_OPTIONS and _JAVA_OPTIONS"),

    /** Cache folder in which an installed launcher stores data for a faster start. */
    XDG_CACHE_HOME("where an installed program keeps the loaded classes of its first start, in a folder brownout, which"
            + " may be deleted; ~/.cache where it is not set. Where neither can be written, every start takes"
            + " as long as the first"),

    /** Folder in which the launcher writes the log of a build. */
    TMPDIR("where a launcher in a checkout writes the log of its build; /tmp where it is not set");

    private final String meaning;

    EnvironmentVariable(String meaning) {
        this.meaning = meaning;
    }

    /** Returns the description for the manual page: a phrase without a full stop. */
    public String meaning() {
        return meaning;
    }
}
