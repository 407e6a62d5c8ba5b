/* Terminals, of which there is none: whether a person is at the console's other end, a program does
 * not see. picolibc leaves all of it to a system. */
#ifndef PG32_TERMIOS_H
#define PG32_TERMIOS_H

#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef unsigned tcflag_t;
typedef unsigned char cc_t;
typedef unsigned speed_t;

enum { VEOF, VEOL, VERASE, VINTR, VKILL, VMIN, VQUIT, VSTART, VSTOP, VSUSP, VTIME, NCCS };

struct termios {
	tcflag_t c_iflag, c_oflag, c_cflag, c_lflag;
	cc_t c_cc[NCCS];
	speed_t pg32_input_speed, pg32_output_speed;
};

/* c_iflag */
#define BRKINT 0x001
#define ICRNL 0x002
#define IGNBRK 0x004
#define IGNCR 0x008
#define IGNPAR 0x010
#define INLCR 0x020
#define INPCK 0x040
#define ISTRIP 0x080
#define IXANY 0x100
#define IXOFF 0x200
#define IXON 0x400
#define PARMRK 0x800

/* c_oflag */
#define OPOST 0x1
#define ONLCR 0x2

/* c_cflag */
#define CSIZE 0x3
#define CS5 0x0
#define CS6 0x1
#define CS7 0x2
#define CS8 0x3
#define CSTOPB 0x04
#define CREAD 0x08
#define PARENB 0x10
#define PARODD 0x20
#define HUPCL 0x40
#define CLOCAL 0x80

/* c_lflag */
#define ECHO 0x001
#define ECHOE 0x002
#define ECHOK 0x004
#define ECHONL 0x008
#define ICANON 0x010
#define IEXTEN 0x020
#define ISIG 0x040
#define NOFLSH 0x080
#define TOSTOP 0x100

#define B0 0
#define B9600 9600
#define B19200 19200
#define B38400 38400
#define B115200 115200

enum { TCSANOW, TCSADRAIN, TCSAFLUSH };
enum { TCIFLUSH, TCOFLUSH, TCIOFLUSH };

int tcgetattr(int file, struct termios *settings);
int tcsetattr(int file, int when, const struct termios *settings);
int tcdrain(int file);
int tcflush(int file, int queue);
speed_t cfgetispeed(const struct termios *settings);
speed_t cfgetospeed(const struct termios *settings);
int cfsetispeed(struct termios *settings, speed_t speed);
int cfsetospeed(struct termios *settings, speed_t speed);

#ifdef __cplusplus
}
#endif

#endif
