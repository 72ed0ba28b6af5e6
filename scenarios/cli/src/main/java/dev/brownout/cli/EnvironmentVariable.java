package dev.brownout.cli;

/** Environment variable that the program or its launcher reads. */
public enum EnvironmentVariable {
    /** Disables colours, links and clearing of the screen. */
    NO_COLOR("disables colors, links and clearing of the screen, unless --color is given"),

    /** Type of the terminal. */
    TERM("the value dumb has the effect of NO_COLOR, and progress is printed in lines of its own"),

    /** Number of columns of the terminal. */
    COLUMNS("the width of texts, tables and charts, from 60 to 200 columns; default: that of the terminal, and 80 in"
            + " pipes and files"),

    /** Enables the log of the option {@code --debug}. */
    BROWNOUT_DEBUG("the same as --debug, with a detailed log and stack traces of internal errors"),

    /** File with the summary of a workflow step in GitHub Actions. */
    GITHUB_STEP_SUMMARY("the file to which --format github appends the results; set by GitHub Actions"),

    /** Index of this pod in a Kubernetes Indexed Job. */
    JOB_COMPLETION_INDEX(
            "the index of the shard, from 0, for --shard /N; set by Kubernetes in the pods of an" + " Indexed Job"),

    /** Index of this child of an AWS Batch array job. */
    AWS_BATCH_JOB_ARRAY_INDEX("the index of the shard, set by AWS Batch in the children of an array job"),

    /** Index of this task of a Slurm array job. */
    SLURM_ARRAY_TASK_ID("the index of the shard, counted from SLURM_ARRAY_TASK_MIN, set by Slurm in array jobs"),

    /** Smallest task index of the Slurm array job. */
    SLURM_ARRAY_TASK_MIN("the smallest SLURM_ARRAY_TASK_ID of the array job"),

    /** Java installation that runs the program. */
    JAVA_HOME("the Java installation, 17 or newer; default: the Java on the PATH. A folder runtime next to bin has"
            + " precedence over both"),

    /** Options of the Java virtual machine. */
    JAVA_TOOL_OPTIONS("options of Java, such as -Xmx8g; so are JDK_JAVA_OPTIONS and _JAVA_OPTIONS"),

    /** Locale of the process. */
    LC_ALL("the locale, with the encoding of file names, as LC_CTYPE and LANG; default, and for C and POSIX: UTF-8"),

    /** Cache folder in which an installed launcher stores data for a faster start. */
    XDG_CACHE_HOME("the parent of the folder brownout with the class cache of an installed program; default: ~/.cache."
            + " The folder may be deleted. Without a writable folder each start takes as long as the first");

    private final String meaning;

    EnvironmentVariable(String meaning) {
        this.meaning = meaning;
    }

    /** Returns the description for the manual page: a phrase without a full stop. */
    public String meaning() {
        return meaning;
    }
}
