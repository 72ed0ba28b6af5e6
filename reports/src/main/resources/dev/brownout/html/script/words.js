// Words of the report in the language of its page. A word without a Korean text is shown in English.

const KOREAN = {
  'Time': '시각', 'Whole run': '전체 실행', 'Zoom in': '확대', 'Reset zoom': '확대 취소', 'Share view': '화면 공유',
  'Show the time around the cursor or the first fault': '커서나 첫 장애 앞뒤의 시간을 봅니다',
  'Copy a link to this view': '이 화면의 링크를 복사합니다', 'Link copied': '링크를 복사함', 'Link to this view': '이 화면의 링크',
  '▶ Replay': '▶ 다시 보기', '⏸ Pause': '⏸ 멈춤', 'link to this chart': '이 차트의 링크',
  'warm-up (not counted)': '준비 시간 (집계 제외)', 'no data': '데이터 없음', 'Charts of': '차트 대상', 'Charts of ': '차트 대상: ',
  'No charts of ': '차트 없음: ', 'Show all charts': '모든 차트 보기', 'Variant': '변형', 'all': '전체', 'topology': '호출 그래프',
  'Topology at ': '구성도, 시각 ', 'No errors': '오류 없음', 'no response': '응답 없음', ' errors': ' 오류', ' since ': ' 시작 ',
  'up': '가동', 'down': '중단', 'primary': '주 서버', 'replica': '복제본', 'copying': '복사 중', 'utilization': '사용률', 'unreachable': '닿지 않음',
  ' ok': ' 성공', 'out of service': '서비스 밖', ' of ': ' / ', ' up': ' 가동', 'Solo': '단독', 'bound': '기준', 'Variants': '변형',
};

export const say = words =>
  globalThis.document?.documentElement.lang === 'ko' ? KOREAN[words] ?? words : words;
