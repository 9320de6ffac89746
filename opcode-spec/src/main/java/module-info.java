/** The annotations with which a guest's opcodes are declared. Needed at compile time only. */
module dev.lockstep.spec {
  exports dev.lockstep.spec;
}
