package dev.lockstep.examples;

import dev.lockstep.examples.command.DisasmCommand;
import dev.lockstep.examples.command.ProfileCommand;
import dev.lockstep.examples.command.SchemeCommand;
import dev.lockstep.examples.command.WasmCommand;
import dev.lockstep.examples.tutorial.Demo;
import dev.lockstep.examples.wasm.wast.WastCommand;

/** The command line of the examples; see {@code examples/run}. Results go to stdout, everything else to stderr. */
public final class Main {

  private static final String USAGE =
      """
      usage: examples/run COMMAND
        demo                              the tutorial's programs on every tier
        scheme [--mode=MODE] [FILE.scm...]
                                          runs Scheme programs, or what is typed
        wasm [--mode=MODE] [--time] [--dir=HOST[::GUEST]]... [--env=NAME=VALUE]... FILE.wasm [ARGS...]
                                          runs a WebAssembly module that is a WASI command; it sees the
                                          directory HOST as GUEST, or as it is called here if that is left out
        wasm [--mode=MODE] [--time] [--invoke=NAME] FILE.wasm [ARGS...]
                                          calls an exported function of a WebAssembly module: that named, the
                                          only one, or run
                                          MODE: interpreter, compiled, mixed (default), stress
                                          both take --max-memory=N, in bytes or with a letter k, m, g,
                                          and --fuel=N, how many instructions may run
        wast [--mode=MODE] FILE.tgz|DIR|FILE.json
                                          runs a test suite converted by wast2json
        profile [OPTIONS AS OF wasm, BUT FOR --mode] FILE.wasm [ARGS...]
                                          runs it in the interpreter, then prints which forms it dispatches
                                          and which sequences and fused forms would save most
        profile --crossings [OPTIONS AS ABOVE, BUT FOR --fuel] FILE.wasm [ARGS...]
                                          runs it twice, then prints how often compiled code is entered
                                          and left for so many instructions, and where
        disasm FILE.wasm                  its code as loaded, region by region
        bench [--quick] [--forks=N] [--jvm=FLAG]... [--only=SUBJECT|PROGRAM]... [SUITE]...
                                          interpreter, compiled, indirect, emission, first-region, transition,
                                          memory, kernels, wasm""";

  private Main() {}

  public static void main(String[] args) {
    String command = args.length == 0 ? "help" : args[0];
    String[] rest = args.length == 0 ? args : java.util.Arrays.copyOfRange(args, 1, args.length);
    boolean asksForHelp = rest.length > 0 && (rest[0].equals("--help") || rest[0].equals("-h"));
    System.exit(
        switch (asksForHelp ? "help" : command) {
          case "demo" -> rest.length > 0 ? refuse("demo takes no arguments") : Demo.run(System.out) ? 0 : 1;
          case "scheme" -> SchemeCommand.run(rest, System.in, System.out, System.err);
          case "wasm" -> WasmCommand.run(rest, System.in, System.out, System.err);
          case "wast" -> WastCommand.run(rest, System.out, System.err);
          case "profile" -> ProfileCommand.run(rest, System.in, System.out, System.err);
          case "disasm" -> DisasmCommand.run(rest, System.out, System.err);
          case "help", "--help", "-h" -> usage();
          default -> refuse("there is no command " + command + "; examples/run help lists those there are");
        });
  }

  private static int usage() {
    System.out.println(USAGE);
    return 0;
  }

  private static int refuse(String message) {
    System.err.println(message);
    return 2;
  }
}
