// C++: classes, virtual functions, templates and objects made with new; without exceptions.
#include <stdio.h>

namespace {

class shape {
    public:
	virtual ~shape() {}
	virtual const char *name() const = 0;
	virtual double area() const = 0;
};

class square : public shape {
	double side;

    public:
	explicit square(double side) : side(side) {}
	const char *name() const override { return "square"; }
	double area() const override { return side * side; }
};

class circle : public shape {
	double radius;

    public:
	explicit circle(double radius) : radius(radius) {}
	const char *name() const override { return "circle"; }
	double area() const override { return 3.14159265358979 * radius * radius; }
};

template <typename type> const type &larger(const type &a, const type &b)
{
	return a < b ? b : a;
}

// Made before main, and destroyed behind it.
class report {
	double largest = 0;

    public:
	~report() { printf("the largest has %.3f\n", largest); }
	void take(const shape &shape)
	{
		printf("%s: %.3f\n", shape.name(), shape.area());
		largest = larger(largest, shape.area());
	}
} report;

} // namespace

int main()
{
	const shape *shapes[] = { new square(2), new circle(1.5), new square(0.5) };
	for (const shape *shape : shapes) {
		report.take(*shape);
		delete shape;
	}
}
