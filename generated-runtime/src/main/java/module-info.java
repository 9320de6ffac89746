/** What generated code runs on: machine, program, assembler and region compiler. No dependencies. */
module dev.lockstep.runtime {
  exports dev.lockstep.runtime;
}
