import Glibc

/// What is known of where the output goes.
struct Terminal {
  let hasColour: Bool
  /// To which text is folded.
  let width: Int
  /// To which findings are folded as well; `nil` where no terminal says how wide it is: whoever searches a log wants a
  /// finding on one line.
  let ownWidth: Int?

  /// Colour only on a terminal, `NO_COLOR` and the width honoured.
  static var standardOutput: Terminal {
    let isTerminal = isatty(STDOUT_FILENO) == 1
    var size = winsize()
    let answer = unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size)
    let known = isTerminal && answer == 0 && size.ws_col > 0
    let noColour = unsafe getenv("NO_COLOR").map { unsafe $0.pointee != 0 } ?? false
    let width = known ? min(Int(size.ws_col), 120) : nil
    return Terminal(
      hasColour: isTerminal && !noColour, width: width ?? 100, ownWidth: width)
  }
}
