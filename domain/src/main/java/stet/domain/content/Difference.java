package stet.domain.content;

/**
 * Where two texts differ: whatever stands before and behind is the same, token by token. To compare what stands there is to compare them
 * whole, only sooner.
 *
 * @param from the first character of it in both
 * @param wasTo one past the last in the earlier text
 * @param nowTo one past the last in the later
 */
record Difference(int from, int wasTo, int nowTo) {
    static Difference between(String was, String now) {
        if (!isSimple(was) || !isSimple(now)) {
            return new Difference(0, was.length(), now.length());
        }
        var shorter = Math.min(was.length(), now.length());
        var from = 0;
        while (from < shorter && said(was.charAt(from)) == said(now.charAt(from))) {
            from++;
        }
        while (!isBorder(was, from) || !isBorder(now, from)) {
            from--;
        }
        var behind = 0;
        while (behind < shorter - from
                && said(was.charAt(was.length() - 1 - behind)) == said(now.charAt(now.length() - 1 - behind))) {
            behind++;
        }
        while (!isBorder(was, was.length() - behind) || !isBorder(now, now.length() - behind)) {
            behind--;
        }
        return new Difference(from, was.length() - behind, now.length() - behind);
    }

    /** Whether each character of it says what it says by itself: none is composed with others, and none is half of one. */
    private static boolean isSimple(String words) {
        for (var i = 0; i < words.length(); i++) {
            var c = words.charAt(i);
            if (c >= '\u0300' && (c < '\u2010' || c > '\u2027')) {
                return false;
            }
        }
        return true;
    }

    /** As {@link Words#same} has it: curly marks say what straight ones say. */
    private static char said(char c) {
        return c < '\u2018' || c > '\u201F' ? c : c <= '\u201B' ? '\'' : '"';
    }

    /** Whether a token may begin here; see {@link Tokens}. */
    private static boolean isBorder(String words, int at) {
        if (at == 0 || at == words.length()) {
            return true;
        }
        var before = words.charAt(at - 1);
        var behind = words.charAt(at);
        return Tokens.inWord(before)
                ? !Tokens.inWord(behind)
                : !Tokens.inSpace(before) || !Tokens.inSpace(behind) || Tokens.inWord(behind);
    }
}
