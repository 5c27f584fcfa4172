#include "app/command_line.hpp"

int main(int argc, char** argv) { return uavt::app::command_line(argc, argv); }
