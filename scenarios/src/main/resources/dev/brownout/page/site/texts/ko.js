// The visible texts of the page in Korean. Names, units, settings and metrics are those of the scenario.

const VERDICTS = {
  "met": "충족", "violated": "위반", "expected violation": "예상된 위반", "undecided": "미정", "no data": "데이터 없음",
  "no data (expected)": "데이터 없음 (예상됨)", "met, violation expected": "충족, 위반이 예상되었음",
  "undecided, violation expected": "미정, 위반이 예상되었음",
};
const EXPECTED = ["expected violation", "no data (expected)"];
const STATES = { up: "작동", down: "중단", unreachable: "연결 불가", out: "제외", primary: "주 서버", replica: "복제본" };
const DETAILS = {
  component: "구성 요소", parameter: "매개변수", metric: "지표", example: "예", node: "노드", region: "지역", request: "요청",
  assertion: "단언", fault: "장애", duration: "기간", link: "회선",
};
const THEMES = {
  "first steps": "첫걸음", "databases": "데이터베이스", "key-value stores": "키-값 저장소", "caches": "캐시",
  "CDN and regions": "CDN과 지역", "ID generation": "ID 생성", "autoscaling and deployment": "자동 규모 확장과 배포",
  "capacity and cost": "처리 용량과 비용", "resilience": "복원력", "queues and topics": "큐와 토픽",
  "incidents and papers": "장애 사례와 논문", "course": "과정",
};
const FAULTS = {
  "Crash": "고장", "Power off": "정전", "Hang": "멈춤", "Pause": "일시 정지", "Slow x10": "10배 느리게", "Fail 20 %": "20 % 실패",
  "Drop traffic": "트래픽 버리기", "Drain": "비우기", "Restart": "재시작", "Clock back 50 ms": "시계를 50 ms 뒤로", "Purge": "콘텐츠 지우기",
  "Flush": "캐시 비우기", "Partition": "네트워크 분할", "Partition one way": "한 방향 네트워크 분할", "Add 100 ms": "100 ms 추가",
  "Traffic x3": "트래픽 3배",
};

// Header and views.
export const run = "실행";
export const runOnChange = "바꿀 때마다 실행";
export const runOnChangeHelp = "바꿀 때마다 실행합니다. 실행이 1초 안에 끝나면 페이지가 스스로 켭니다.";
export const runsFollowNoMore = (time) =>
  `실행에 ${time}가 걸려 이제 바꾸어도 자동으로 실행하지 않습니다. ‘실행’을 누르거나 ‘바꿀 때마다 실행’을 켜십시오.`;
export const progressOfRun = "실행 진행률";
export const loadingEngine = "엔진을 불러오는 중 …";
export const cancel = "취소";
export const runOnServer = "서버에서 실행";
export const seed = "시드";
export const seedOfText = "파일 값";
export const undo = "실행 취소";
export const undoHelp = "실행 취소 (Ctrl+Z): 텍스트, 슬라이더, 장애";
export const redo = "다시 실행";
export const redoHelp = "다시 실행 (Ctrl+Y)";
export const history = (runs) => `기록 (${runs})`;
export const share = "공유";
export const open = "열기…";
export const openHelp = "시나리오 파일을 엽니다. 페이지에 끌어다 놓아도 됩니다";
export const save = "저장";
export const saveHelp = "텍스트를 scenario.yaml로 내려받습니다";
export const classMode = "수업";
export const classJoined = (count) => `수업 · ${count}명 참가`;
export const present = "발표";
export const presentHelp = "프로젝터용 큰 화면";
export const language = "언어";
export const inEnglish = (text) => `(영어) ${text}`;
export const help = "도움말과 단축키";
export const helpKey = "도움말과 단축키 (?)";
export const views = "보기";
export const viewText = "텍스트";
export const viewLive = "실시간";
export const viewDesign = "설계";
export const workbench = "작업대";

// First screen.
export const nowTry = "해 볼 것";
export const proposals = {
  servers: ["두 번째 서버를 추가한다", "새 한계는 어디입니까?"],
  fault: ["서버 하나를 1분 동안 끈다", "방문이 얼마나, 얼마 동안 실패합니까?"],
  retries: ["방문자가 재시도하게 한다", "시도 세 번. 재시도는 장애를 더 나쁘게 할 수 있습니다."],
};
export const startAgain = "처음부터 다시";
export const shareFound = "결과 공유";
export const workbenchHas = "시나리오의 텍스트, 모든 설정, 전체 보고서:";

// Link before the run.
export const planned = "실행 없이 텍스트로 그린 그림: 구성 요소, 호출, 예정된 장애.";
export const senderGot = "보낸 사람의 결과:";
export const claimOnly = "(링크의 주장입니다. 실행으로 확인합니다)";
export const claimConfirmed = "실행 결과가 같습니다.";
export const claimDiffers = "실행 결과가 링크의 주장과 다릅니다.";
export const guessFirst = "먼저 예측하기";
export const guessVerdict = "이 실행의 판정은 무엇입니까?";
export const guessPass = "통과";
export const guessFail = "실패";
export const passOrFail = (passes) => passes ? "통과" : "실패";
export const guessWas = (guess, correct) => `예측: ${guess}. ${correct ? "맞았습니다." : "틀렸습니다."}`;

// Column of the text.
export const textOfScenario = "시나리오의 텍스트";
export const panelsBelow = "텍스트 아래의 패널";
export const checkAndEstimate = "검사와 추정";
export const explain = "설명";
export const files = (count) => count > 0 ? `파일 (${count})` : "파일";
export const discardEdits = "편집 버리기";
export const estimateTitle = "실행 전의 분석적 추정";
export const term = "용어";
export const termExamples = "캐시, p99, 샤딩 …";
export const explainHint = "텍스트에서 단어를 고르고 F1을 누르거나, 용어를 입력하십시오.";
export const filesHint = "트레이스와 가격표처럼 시나리오가 가리키는 파일입니다. 이 브라우저 안에만 있습니다.";
export const addFiles = "파일 추가";
export const orDropFiles = "또는 파일을 여기에 놓으십시오";
export const pathOf = (path) => `${path}의 경로`;
export const remove = "제거";
export const removePath = (path) => `${path} 제거`;
export const noFreePath = (path) => `“${path}”: 쓰이지 않은 상대 경로가 아닙니다. 예: traces/day.csv`;
export const notAdded = (names) => `추가하지 않음: ${names}. 파일은 모두 합하여 8 MB까지입니다.`;

// Columns of the live view and of the design, footer.
export const liveViewOfRun = "실행의 실시간 보기";
export const fullReport = "전체 보고서";
export const concealed = "추측을 확정하고 실행을 누르면 결과가 나타납니다.";
export const design = "설계";
export const variant = "변형";
export const compare = "비교";
export const eventLog = "이벤트 기록";
export const everythingHere = "모두 이 브라우저 안에서 실행됩니다. 아무것도 전송하지 않습니다.";
export const runsOnServer = "이 페이지를 제공하는 컴퓨터에서 실행됩니다.";
export const reloadNewer = "새 버전으로 다시 불러오기";

// Dialogs.
export const scenariosTitle = "시나리오";
export const searchScenarios = "시나리오 찾기";
export const searchExamples = "찾기: 캐시, failover, retry …";
export const ownText = "내 텍스트";
export const myTexts = "저장된 텍스트";
export const deleteText = "삭제";
export const textDeleted = (title) => `삭제함: ${title}`;
export const restore = "되살리기";
export const close = "닫기";
export const scenariosFound = (count) => `시나리오 ${count}개`;
export const reportOfRun = "실행 보고서";
export const report = "보고서";
export const historyOfRuns = "실행 기록";
export const runsOfVisit = "이번 방문의 실행";
export const helpAbout = "텍스트나 슬라이더를 바꾸고 <em>실행</em>을 눌러 어떤 요청이 실패하는지 봅니다. 실시간 보기에서 노드를 "
  + "누르면 장애를 일으킬 수 있습니다.";
export const helpRun = "시나리오 실행";
export const helpCancel = "실행 취소; 메뉴나 대화 상자 닫기";
export const helpUndo = "되돌리기와 다시 하기: 텍스트, 슬라이더, 장애";
export const helpComplete = "텍스트의 단어 완성";
export const helpProblem = "텍스트의 다음 문제; 빠른 수정 적용";
export const helpExplain = "커서에 있는 단어 설명";
export const helpTab = "텍스트 들여쓰기; <kbd>Esc</kbd> 다음에는 다음 칸으로 이동";
export const helpSlider = "슬라이더를 한 단계 이동; <kbd>Page Up</kbd>과 <kbd>Page Down</kbd>은 열 단계";
export const helpColumns = "텍스트, 실시간 보기, 설계로 이동";
export const helpList = "이 목록 보기";
export const licences = "라이브러리 라이선스";
export const helpPrivacy = "시나리오는 이 컴퓨터에서 시뮬레이션됩니다. 텍스트는 이 브라우저의 저장소에만 있습니다.";

// Status of the page.
export const noEstimate = (reason) => `추정이 없습니다. ${reason}`;
export const checking = "검사하는 중 …";
export const checkingText = "텍스트를 검사하는 중 …";
export const notChecked = "검사하지 않음";
export const notCheckedReason = (reason) => `검사하지 않았습니다. ${reason}`;
export const scenarioHint = "시나리오는 시스템을 YAML로 기술합니다. 바꾸고 실행을 누르십시오.";
export const showingLastRun = (name) => `마지막 실행을 표시합니다: ${name}`;
export const showingLastValid = (ago) => `마지막 유효한 실행을 표시합니다 (${ago} 전에 편집함)`;
export const showingLastRunValid = "마지막 유효한 실행을 표시합니다";
export const moreThanAnHour = "한 시간 이상";
export const seedInvalid = "시드는 18자리까지의 정수여야 합니다.";
export const fixErrors = "오류를 고치면 실행할 수 있습니다.";
export const failuresWere = (count, variant) => `이 실행에서 실패한 요청${variant && ` (${variant})`}: ${count}.`;
export const noFailures = "이 실행에서 실패한 요청이 없습니다.";
export const running = "실행하는 중 …";
export const runIn = (time) => `${time} 만에 실행했습니다`;
export const timeLeft = (percent, time) => `${percent} % · ${time} 남음`;
export const inQueue = (place) => `대기 중: 대기열의 ${place}번째`;
export const cancelled = "취소했습니다.";
export const stoppedAfter = (seconds) => `${seconds} s 뒤에 중단했습니다.`;
export const noResult = "결과가 없습니다.";
export const ready = "준비되었습니다. 실행을 누르면 시뮬레이션합니다.";
export const faultsUnchangeable = (sentence) =>
  `페이지가 이 “faults” 부분을 바꿀 수 없습니다. 직접 써 넣으십시오: ${sentence}`;
export const linkCopied = "링크를 복사했습니다.";
export const linkToLesson = "이 단원의 링크";
export const errors = (count) => `오류 ${count}개`;
export const warnings = (count) => `경고 ${count}개`;
export const severity = (word) => ({ error: "오류", warning: "경고" })[word] ?? word;
export const noProblems = "문제가 없습니다.";
export const lineMessage = (line, message) => `${line}행: ${message}`;
export const figures = (seed, requests, time) => `시드 ${seed} · 요청 ${requests}개 · ${time}`;
export const linkEdited = "이 텍스트에는 주소의 링크에 없는 변경이 있습니다. 새 탭에서 링크를 열면 받은 그대로 보입니다.";
export const nothingRan = "이 링크에는 시나리오가 들어 있습니다. 아직 아무것도 실행하지 않았습니다.";
export const forked = "다른 탭에서도 이 텍스트를 바꾸었습니다. 이 탭의 텍스트는 이제 ‘저장된 텍스트’의 별도 항목입니다.";
export const changedElsewhere = "다른 탭에서 이 텍스트를 바꾸었습니다. 새로 고치면 그 내용이 보이고, 이 탭에서 바꾸면 별도의 텍스트가 됩니다.";
export const fileHasChanged = (name) => `${name} 파일이 편집 뒤에 바뀌었습니다. 편집한 텍스트는 시나리오 목록 맨 위의 ‘저장된 텍스트’에 있습니다.`;
export const notStored = "브라우저 저장 공간이 가득 찼거나 닫혀 있어 페이지를 닫으면 이 텍스트가 사라집니다. 저장하십시오.";
export const filesNotStored = "브라우저 저장 공간이 가득 찼거나 닫혀 있어 페이지를 닫으면 파일이 사라집니다.";
export const scenarioOfLink = "링크의 시나리오";
export const notInLibrary = (name) => `이 링크가 가리키는 시나리오 “${name}”: 라이브러리에 없습니다.`;

// Errors of links and of the engine.
export const linkTooLarge = "이 링크는 2 MB보다 커서 읽지 않습니다.";
export const linkEmpty = "이 주소에는 시나리오가 없습니다.";
export const linkForeign = "주소의 끝부분이 Brownout의 링크가 아니므로 무시합니다.";
export const linkNewer = "더 새로운 Brownout의 링크입니다. 이 페이지는 버전 1의 링크를 읽습니다.";
export const linkDamaged = "링크가 손상되었거나 불완전합니다. 전체를 다시 복사하십시오.";
export const linkUnreadable = "이 링크에는 이 페이지가 읽을 수 있는 시나리오가 없습니다.";
export const serverSilent = "서버가 응답하지 않습니다. “brownout serve”가 실행 중입니까?";
export const serverRefused = (status, reason) => `서버가 호출을 거절했습니다: 상태 ${status}. ${reason}`;
export const serverEnded = "서버가 결과 없이 응답을 끝냈습니다.";
export const cannotRun = "이 브라우저는 엔진을 실행할 수 없습니다. WebAssembly GC가 필요합니다: Chrome 또는 Edge 119, Firefox 120, "
  + "Safari 18.2 이상.";
export const engineNotStarted = (reason) => `엔진이 시작되지 않았습니다. ${reason}`;
export const engineFailed = (reason) => `엔진에 오류가 생겼습니다: ${reason}`;
export const engineNotLoaded = "엔진을 불러오지 못했습니다. 연결을 확인하고 페이지를 다시 불러오십시오.";

// Dialog for sharing.
export const copyLink = "링크 복사";
export const copyLinkHelp = "주소에 텍스트, 시드, 작은 파일이 들어 있습니다. 받은 사람이 실행을 누르기 전에는 아무것도 실행되지 않습니다.";
export const copyLinkClaim = " 결과도 주장으로 들어 있으며, 받은 사람의 실행이 확인합니다.";
export const copyLinkLocal = " 이 주소는 이 컴퓨터의 주소이며, # 뒤의 부분은 다른 호스트에서도 쓸 수 있습니다.";
export const copyEmbed = "삽입 코드 복사";
export const copyEmbedHelp = "글이나 강의 페이지에 넣는, 실행 단추가 있는 프레임입니다.";
export const copiedCharacters = (count) => `${count}자를 복사했습니다.`;
export const addressLong = " 어떤 프로그램은 이렇게 긴 주소를 자릅니다.";
export const noPicture = (reason) => `그림이 없습니다. ${reason}`;
export const pictureFailed = "브라우저가 그림을 만들지 못했습니다.";
export const download = "내려받기";
export const downloadText = "시나리오의 텍스트";
export const downloadNumbers = "실행의 모든 수치";
export const downloadReport = "오프라인에서도 열리는 파일 하나로 된 실행 보고서";
export const pictures = "그림";
export const resultPicture = "결과, 1200 × 630";
export const film = "재생 6초";
export const recording = "6초 동안 녹화하는 중 …";
export const noFilm = "이 브라우저는 동영상을 녹화할 수 없습니다.";
export const brand = "Brownout";
export const originOfCard = (requests, seed) => `· 요청 ${requests}건을 하나씩 시뮬레이션, 시드 ${seed}`;
export const topologyNow = "재생 시각의 구성도";
export const afterRun = "실행한 뒤에 나타납니다.";

// Embedded page.
export const simulation = "시뮬레이션";
export const changeScenario = "시나리오 바꾸기";
export const errorsTitle = "오류";
export const reset = "되돌리기";
export const openInBrownout = "Brownout에서 열기";
export const scenario = "시나리오";
export const noScenario = "시나리오가 없습니다";
export const nothingYet = "아직 아무것도 실행하지 않았습니다.";
export const reportOutdated = "보고서가 이전 텍스트의 것입니다. 실행을 누르십시오.";
export const progress = "진행률";
export const variantOf = (number, count) => `변형 ${count}개 중 ${number}번째`;

// Verdicts. The sentence is composed of the verdicts of all assertions.
export const outcome = (word) => ({ PASS: "통과", FAIL: "실패" })[word] ?? word;
export const verdict = (words) => VERDICTS[words] ?? words;
export const counts = (sentence, verdicts, complete) => {
  const unexpected = verdicts.filter((words) => words !== "met" && !EXPECTED.includes(words));
  const broken = verdicts.filter((words) => EXPECTED.includes(words)).length;
  const holds = verdicts.length - unexpected.length - broken;
  const found = [...new Set(unexpected.map(verdict))].sort().reverse();
  const number = (words) => unexpected.filter((each) => verdict(each) === words).length;
  const words = verdicts.length === 0 ? "단언 없음" : found.length
    ? found.map((each, i) => `${i ? "" : `단언 ${verdicts.length}개 중 `}${number(each)}개 ${each}`).join("; ")
    : [...holds > 0 || broken === 0 ? [`단언 ${holds}개 충족`] : [], ...broken > 0 ? [`예상된 위반 ${broken}개 (!)`] : []].join(", ");
  return complete ? words : verdicts.length === 0 ? "도중에 끝남" : `도중에 끝남; 그때까지 ${words}`;
};
export const verdictAndCounts = (outcome, counts) => `${outcome}: ${counts}`;
export const violation = (name, bound, value, variant) => `${name} ${bound} 위반: ${value} (${variant}).`;
export const changedTo = (line) => `변경: ${line}`;
export const noData = "데이터 없음";

// Design column.
export const parameters = "매개변수";
export const atCaret = "커서 위치";
export const noSliders = "이 텍스트에는 슬라이더로 바꿀 수가 없습니다.";
export const slidersHint = "슬라이더를 끌면 텍스트가 바뀌고 같은 시드로 실행됩니다. 빨간 표시는 분석적 처리 용량입니다.";
export const overridden = (value) => `보이는 변형의 값: ${value}.`;
export const setting = (label) => label.replace(/^start of fault$/, "장애 시작").replace(/^fault (.*)$/, "장애 $1")
  .replace(/^(.*) of (.*)$/, "$2의 $1");
export const settingValue = (label) => `${label}, 값`;
export const capacity = (words) => words
  .replace(/^capacity (.*): (.*) is saturated$/, "처리 용량 $1: $2 포화")
  .replace(/^capacity (.*): (.*) is saturated below$/, "처리 용량 $1: 그 아래에서 $2 포화")
  .replace(/^capacity (.*): (.*) is saturated above$/, "처리 용량 $1: 그 위에서 $2 포화")
  .replace(/^(.*) is saturated from (.*) to (.*)$/, "$2 ~ $3에서 $1 포화")
  .replace(/^utilization of (.*) at most (.* %) from (.*) to (.*)$/, "$3 ~ $4에서 $1 사용률 최대 $2")
  .replace(/^no analytical estimate$/, "분석적 추정 없음").replace(/^the value is no number$/, "값이 수가 아님");
export const assertions = "단언";
export const assertion = "단언";
export const now = "지금";
export const pinned = "고정";
export const runForAssertions = "시나리오를 실행하면 단언의 결과가 보입니다.";
export const showViolation = (time) => `첫 위반 보기: ${time}`;
export const prediction = "항목";
export const predicted = "예측";
export const estimate = "추정";
export const measured = "측정";
export const predictionsOfAuthor = "작성자의 예측";
export const pinRun = "이 실행 고정";
export const unpin = "고정 해제";
export const runs = (count) => `${count}회 실행`;
export const runsHelp = (count) => `텍스트를 시드 ${count}개로 실행하여, 각 단언이 얼마나 자주 충족되는지 보여 줍니다.`;
export const allVariants = "모든 변형";
export const progressOfRuns = "실행들의 진행률";
export const pinnedHelp = (label) => `고정: ${label}. 차트의 회색 선입니다.`;
export const runsDifferentSeeds = (count) => `서로 다른 시드로 ${count}회 실행`;
export const met = "충족";
export const meanInterval = "평균, 95 % 구간";
export const fromTo = (low, high) => `${low} ~ ${high}`;
export const metOf = (met, runs) => `${runs}회 중 ${met}회`;
export const ownTextName = "내 텍스트";
export const firstRun = "첫 실행";
export const scenarioNamed = (name) => `시나리오 ${name}`;
export const seedNamed = (seed) => `시드 ${seed}`;
export const seedOfTheText = "텍스트의 시드";
export const sameText = "같은 텍스트";
export const lineChanged = (line) => `${line}행이 바뀜`;
export const lineIs = (line, text) => `${line}행: ${text}`;

// Live view.
export const clickToBreak = "상자를 눌러 고장 내십시오.";
export const chartOf = (title, variant) => `${title} (${variant})`;
export const liveKey = "선 굵기: 초당 호출, 빨간 점선: 오류; 막대와 음영: 사용률; 빨간 가위표: 중단";
export const liveEmpty = "시나리오를 실행하면 구성 요소, 호출, 시간에 따른 차트 두 개가 여기에 보입니다.";
export const topology = "구성도";
export const topologyTime = (time) => `구성도, ${time}`;
export const topologyOf = (time, variant) => `구성도, ${time}, ${variant}`;
export const liveTime = (time) => `실시간 · ${time}`;
export const liveTimeVariant = (time) => `실시간 · ${time} · 변형:`;
export const noCalls = "이 변형에는 구성 요소 사이의 호출이 없습니다.";
export const noDots = (key) => `점 없음: 이 기기는 움직임을 줄이도록 설정되어 있습니다. ${key}.`;
export const dots = (calls, number, key) =>
  `점 1개 = 호출 ${number}개, 빨강: 실패; 점의 속력은 어디서나 같고 응답 지연을 나타내지 않습니다. ${key}.`;
export const pinnedRun = (label) => `고정 ${label}`;
export const greyPinned = (label) => `회색: 고정 ${label}`;
export const thisRun = "이 실행";
export const noPinnedHere = (axis) => `여기에는 고정한 실행이 없습니다. 그 차트의 값: ${axis}.`;
export const anotherMetric = "다른 지표";
export const player = "재생기";
export const play = "재생";
export const pause = "일시 정지";
export const time = "시각";
export const events = "이벤트";
export const speed = "속도";
export const wholeRun = "전체 실행";
export const wholeRunTime = "전체 실행";
export const timeOf = (time, whole) => `${time} / ${whole}`;
export const moreEvents = (count) => `그 밖에 이벤트 ${count}개`;
export const noEvents = "이 실행에는 이벤트가 없습니다.";
export const pressToBreak = "Enter를 누르면 장애를 일으킵니다.";
export const errorsSuffix = " 오류";
export const callWords = (from, to, rate, share) => `${from} → ${to}, ${rate}, ${share ? "오류 " + share : "오류 없음"}`;
export const region = (name) => `지역 ${name}`;
export const state = (word) => STATES[word] ?? word;
export const stateSince = (state, time) => `${time}부터 ${state}`;
export const downSince = (time) => `${time}부터 중단`;
export const outOfService = "운영 제외";
export const up = "작동";
export const nodesUp = (up, count) => `${count}개 중 ${up}개 작동`;
export const shareOk = (share) => `${share} 성공`;
export const noResponse = "응답 없음";
export const nodeUtilization = (share) => `, 사용률 ${share}`;
export const node = "노드";
export const atTime = "시각";
export const forDuration = "기간";
export const allNodes = "모든 노드";
export const breakPart = (name) => `장애 일으키기: ${name}`;
export const fault = (label) => {
  const [, name, other = ""] = /^(.*?)(?: (?:from|to) (\S+))?$/.exec(label);
  return FAULTS[name] ? FAULTS[name] + (other && ` (${other})`) : label;
};
export const noFaults = "이 부분에 일으킬 수 있는 장애가 없습니다.";
export const noDuration = " 기간이 없는 장애입니다.";
export const writeTime = (example) => `시간을 쓰십시오. 예: ${example}`;
export const timeExample = "4m, 90s, 4:38";
export const durationExample = "30s, 2m, 1:30";

// Lessons.
export const theme = (words) => THEMES[words] ?? words;
export const lessons = "단원";
export const lessonsHint = (done, count) => `추측하고, 확정하고, 실행하고, 비교합니다. ${count}개 중 ${done}개를 마쳤습니다.`;
export const ladder = "커져 가는 사이트";
export const doneOf = (done, count) => `${count}개 중 ${done}개`;
export const doneSuffix = ", 마침";
export const noLesson = (name) => `“${name}” 단원이 없습니다.`;
export const notSent = "아직 수업에 보내지 못했습니다. 페이지가 다시 시도합니다.";
export const tooManyGuesses = (seconds) =>
  `아직 수업에 보내지 못했습니다. 같은 네트워크에서 보낸 추측이 너무 많습니다. ${seconds}초 뒤에 페이지가 다시 시도합니다.`;
export const allLessons = "모든 단원";
export const copyPresentLink = "발표 링크 복사";
export const designOfScenario = "시나리오의 설계";
export const guessesAndMeasurements = "추측과 측정";
export const predictFirst = "실행하기 전에 예측하십시오";
export const skipped = "건너뜀";
export const skippedGuess = "건너뜀";
export const lockedIn = "확정: ";
export const lockedInValue = (value) => `확정: ${value}`;
export const lockIn = "확정";
export const skip = "건너뛰기";
export const skipPrediction = (name) => `건너뛰기: ${name}`;
export const saidSkipped = (name) => `${name}: 건너뛰었습니다.`;
export const saidLocked = (name, value) => `${name}: ${value}, 확정했습니다.`;
export const saidLockedIn = (value) => `${value}, 확정했습니다.`;
export const guessesOfAssertions = "단언에 대한 당신의 추측";
export const alsoGuess = " 위반되는 단언도 추측합니다";
export const violatedByQuestion = (bound) => ` ${bound}, 위반하는 변형:`;
export const thisDesign = "이 설계";
export const lockFirst = "먼저 각 추측을 확정하거나 건너뛰십시오.";
export const runAndReveal = "실행하고 결과 보기";
export const skipAll = "모든 추측 건너뛰기";
export const simulationRuns = "시뮬레이션을 실행합니다.";
export const codeOfGuesses = "선생님께 드릴 추측 코드";
export const copyCode = "코드 복사";
export const codeLabel = "당신의 추측 코드";
export const copied = "복사했습니다.";
export const saveFile = "파일로 저장";
export const answer = "답";
export const endedEarly = (reason) => `실행이 일찍 끝났습니다: ${reason}`;
export const lesson = "배울 점";
export const nextLesson = (title) => `다음: ${title}`;
export const guessAgain = "다시 추측하기";
export const noValues = "실행에 이 예측들의 값이 없습니다. 단원을 다시 열면 텍스트가 복원됩니다.";
export const guessOnLine = (words) => `수직선 위의 추측: ${words}`;
export const guessAsNumber = (words) => `수로 쓰는 추측: ${words}`;
export const unitOfGuess = (words) => `추측의 단위: ${words}`;
export const noGuessYet = "아직 추측하지 않음";
export const enterNumber = (example) => `수를 입력하십시오. 예: ${example}`;
export const yourGuess = "당신의 추측";
export const analyticalEstimate = "분석적 추정";
export const predictionOfFile = "파일의 예측";
export const measuredMark = "■ 측정 ";
export const points = (amount) => `${amount} %p`;
export const offBy = (amount) => `오차 ${amount}`;
export const errorIs = (amount) => `오차 ${amount}`;
export const withinTolerance = ", 허용 범위 안";
export const violatedBy = (names) => names.length ? "위반하는 변형: " + names.join(", ") : "위반하는 변형이 없다";
export const violatedOrMet = (violated) => violated ? "위반된다" : "충족된다";
export const judged = (assertion, guess, correct, actual) =>
  `${assertion}: 당신의 추측: ${guess}: ${correct ? "맞음" : `틀림, ${actual}`}`;
export const clients = "클라이언트";
export const callGraph = (parts) => `호출 그래프: ${parts}`;
export const calls = (from, to) => `${from} → ${to}`;

// Guesses of a class.
export const guesses = (count) => `추측 ${count}개`;
export const guessesMedian = (guesses, median) => `${guesses}, 중앙값 ${median}`;
export const guessesBelow = (guesses, end) => `${end} 미만: ${guesses}`;
export const guessesAbove = (guesses, end) => `${end} 초과: ${guesses}`;
export const noGuesses = "아직 추측이 없습니다";
export const measuredSuffix = (value) => `; 측정 ${value}`;
export const onePerLine = "한 줄에 코드 하나, 이름은 있어도 되고 없어도 됩니다";
export const guessesOfClass = "학급의 추측";
export const collectGuesses = "추측 모으기";
export const codesAndFiles = "코드와 파일";
export const codesOfParticipants = "참가자의 코드";
export const removeAll = "모두 제거";
export const clear = "비우기";
export const clearGuessesOf = (name) => `수업의 추측 비우기: ${name}`;
export const notCleared = "서버가 추측을 비우지 않았습니다. 교사용 주소를 다시 여십시오.";
export const noConnection = "수업에 연결되어 있지 않습니다.";
export const joinedSentence = (count) => `${count}명이 참가했습니다.`;
export const joined = (count) => `${count}명 참가`;
export const codes = (count) => `코드 ${count}개.`;
export const repeated = (count) => `겹치는 ${count}개는 한 번만 셉니다.`;
export const notAGuessFile = (name) => `${name}: 추측 파일이 아닙니다`;
export const codeDamaged = (code) => `코드 ${code}: 손상되었거나 불완전합니다`;
export const codeOfLesson = (name) => `다른 단원의 코드입니다: ${name}`;
export const codeOfAnother = "다른 단원의 코드입니다";
export const codeOfVersion = "이 단원의 다른 버전의 코드입니다";
export const lineProblem = (line, problem) => `${line}행: ${problem}.`;

// Presentation.
export const presentation = "발표";
export const back = "이전";
export const next = "다음";
export const nextStep = "다음 단원";
export const fullScreen = "전체 화면";
export const leave = "나가기";
export const placeOf = (place, count) => `${place} / ${count}`;
export const theDesign = "설계";
export const guessesOf = (name) => `추측: ${name}`;
export const simulationHasRun = "시뮬레이션을 실행했습니다";
export const runSimulation = "시뮬레이션 실행";
export const notRunYet = "아직 실행하지 않았습니다";
export const goBackToRun = "실행 단계로 돌아가십시오.";
export const classMedian = "학급 중앙값";
export const chartOfRun = "실행의 차트";
export const runAgainForChart = "시나리오를 다시 실행하면 차트가 보입니다.";
export const theRun = "실행";
export const runFirst = "먼저 시나리오를 실행하십시오.";

// Editor, with the phrases of CodeMirror.
export const editorLabel = "시나리오 (YAML)";
export const phrases = {
  "Find": "찾기", "Replace": "바꾸기", "next": "다음", "previous": "이전", "all": "모두", "match case": "대소문자 구분",
  "regexp": "정규식", "by word": "단어 단위", "replace": "바꾸기", "replace all": "모두 바꾸기", "close": "닫기",
  "Go to line": "행으로 이동", "go": "이동", "current match": "현재 일치", "replaced $ matches": "$개를 바꾸었습니다",
  "replaced match on line $": "$행을 바꾸었습니다", "on line": "행", "Completions": "완성 목록", "Diagnostics": "문제",
  "No diagnostics": "문제 없음", "Control character": "제어 문자", "Selection deleted": "선택을 지웠습니다",
};
export const detail = (word) => DETAILS[word] ?? word;
export const theDefault = "기본값입니다.";
export const anExample = "예입니다.";
export const durationOfFault = "장애의 기간입니다.";
export const nameOfFault = "관계식에서 쓰는 장애의 이름입니다.";
