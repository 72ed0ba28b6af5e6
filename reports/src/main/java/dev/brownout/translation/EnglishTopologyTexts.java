package dev.brownout.translation;

/** Texts of call graphs in English. */
record EnglishTopologyTexts() implements TopologyTexts {
    @Override
    public String noErrors() {
        return "No errors";
    }

    @Override
    public String busiest(String name, String share) {
        return "; busiest: " + name + " " + share;
    }

    @Override
    public String errors(String share) {
        return share + " errors";
    }

    @Override
    public String highestErrorRate(String share) {
        return "Highest error rate of calls: " + share;
    }

    @Override
    public String callGraph(boolean nodes, boolean shared) {
        return "line width: calls/s, dashed red: errors"
                + (nodes ? "; squares: nodes, shade: utilization, dashed with a cross: down" : "")
                + (shared ? "; boxes of one colour: one host" : "");
    }

    @Override
    public String someComponents(int some, String all) {
        return " · " + some + " of " + all + " components, with their callers and callees";
    }

    @Override
    public String succeeded(String share) {
        return share + " ok";
    }

    @Override
    public String up() {
        return "up";
    }

    @Override
    public String downSince(String at) {
        return "down since " + at;
    }

    @Override
    public String upOf(long up, int all) {
        return up + " of " + all + " up";
    }

    @Override
    public String downFor(String count, String from, String to) {
        return count + "down " + from + "-" + to;
    }

    @Override
    public String on(String host) {
        return "on " + host;
    }

    @Override
    public String since(String state, String at) {
        return state + " since " + at;
    }
}
