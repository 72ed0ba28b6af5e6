package dev.brownout.translation;

/** Texts of call graphs in Korean. */
record KoreanTopologyTexts() implements TopologyTexts {
    @Override
    public String noErrors() {
        return "오류 없음";
    }

    @Override
    public String busiest(String name, String share) {
        return "; 가장 바쁜 것: " + name + " " + share;
    }

    @Override
    public String errors(String share) {
        return "오류 " + share;
    }

    @Override
    public String highestErrorRate(String share) {
        return "호출의 최고 오류율: " + share;
    }

    @Override
    public String callGraph(boolean nodes, boolean shared) {
        return "선 굵기: 초당 호출, 빨간 점선: 오류" + (nodes ? "; 사각형: 노드, 음영: 사용률, 가위표 점선: 중단" : "")
                + (shared ? "; 같은 색 상자: 같은 호스트" : "");
    }

    @Override
    public String someComponents(int some, String all) {
        return " · 구성 요소 " + all + "개 중 " + some + "개와 그 호출 상대";
    }

    @Override
    public String succeeded(String share) {
        return "성공 " + share;
    }

    @Override
    public String up() {
        return "가동";
    }

    @Override
    public String downSince(String at) {
        return at + "부터 중단";
    }

    @Override
    public String upOf(long up, int all) {
        return all + "개 중 " + up + "개 가동";
    }

    @Override
    public String downFor(String count, String from, String to) {
        return (count.isEmpty() ? "" : count.strip() + "개 ") + "중단 " + from + "-" + to;
    }

    @Override
    public String on(String host) {
        return "호스트 " + host;
    }

    @Override
    public String since(String state, String at) {
        return state + " (" + at + "부터)";
    }
}
